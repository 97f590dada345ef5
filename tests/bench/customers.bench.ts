/**
 * A large table of customers through the real read and write path: `npm run bench -- customers`. `CUSTOMERS` rows (1,000,000) of 60
 * fields with ten relations, filled by SQL; what a seller's list, search, counts, pivot, a new record with its rules and a change
 * that moves sums take then. The disk needs about 3 GB for a million.
 */
import { createHash } from 'node:crypto';
import { type Principal, systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { openModel } from '../../runtime/server/model/model.ts';
import { ensureBuiltIn } from '../../runtime/server/publish/built-in.ts';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { openRecords } from '../../runtime/server/records/records.ts';
import { createSeal } from '../../runtime/server/records/seal.ts';
import { configuration, type Files } from '../support/configuration.ts';
import { benchDatabase, print } from './bench-database.ts';
import { inFlight } from './workload.ts';

const ROWS = Number(process.env.CUSTOMERS ?? 1_000_000);
/** Of each relation; a thousand customers each, however many there are. */
const RELATED = Math.ceil(ROWS / 1_000);
const RELATIONS = Array.from({ length: 10 }, (_, i) => `rel${i}`);
const TEXTS = Array.from({ length: 24 }, (_, i) => `text${i}`);
const NUMBERS = Array.from({ length: 12 }, (_, i) => `number${i}`);
const DATES = Array.from({ length: 6 }, (_, i) => `date${i}`);

const { db, close } = await benchDatabase();
const model = await openModel(db);
const ground = { db, model, clock: realClock };
await ensureBuiltIn(ground);
await publishConfiguration(ground, () => configuration(files()), { personId: null, note: 'bench' });
const { seal } = createSeal(createHash('sha256').update('bench').digest());
const records = openRecords({ db, model, clock: realClock, seal, announce: () => {} });
const system = systemPrincipal();

const begun = performance.now();
const seller = await fill();
print('filled', (performance.now() - begun) / 1000, 's');
await lists();
await writes();
await close();

// the benches //////////

async function lists(): Promise<void> {
  const most = { most: 60 };
  await measured('list_filter_sort', most, () =>
    records.query(seller, 'customer', { where: 'segment = "a" and number1 > 500', sort: ['-revenue'] }),
  );
  await measured('list_lookup_filter', most, (i) =>
    records.query(seller, 'customer', {
      where: { field: 'rel1.name', op: '=', value: `R ${i}` },
      sort: ['-created_at'],
    }),
  );
  const first = await records.query(seller, 'customer', { sort: ['-revenue'] });
  await measured('list_next_page', most, () =>
    records.query(seller, 'customer', { sort: ['-revenue'], cursor: first.next! }),
  );
  await measured('quick_search', most, (i) =>
    records.query(seller, 'customer', { search: `Customer ${1000 + i * 7}` }),
  );
  await measured('full_text', most, (i) =>
    records.query(seller, 'customer', { where: { field: 'notes', op: 'matches', value: `topic${i * 31}` } }),
  );
  await measured('estimate', most, () =>
    records.query(seller, 'customer', { limit: 1, estimate: true, where: 'segment = "b"' }),
  );
  await measured('pivot', {}, () =>
    records.pivot(seller, 'customer', {
      rows: ['segment'],
      columns: [{ field: 'date1', by: 'year' }],
      aggregate: { n: 'count', sum: { sum: 'revenue' } },
    }),
  );
}

async function writes(): Promise<void> {
  const { items } = await records.query(system, 'rel0', { limit: 100, fields: ['id'] });
  const runs = 2_000;
  const from = performance.now();
  let n = 0;
  await inFlight(runs, 16, async () => {
    const at = n++;
    const values = {
      name: `New ${at}`,
      segment: 'a',
      revenue: String(at),
      rel0: items[at % items.length]!.id,
      number1: at,
    };
    await records.create(system, 'customer', values);
  });
  print('create', runs / ((performance.now() - from) / 1000), 'records/s', { least: 500 });
  await measured('update_with_sums', most(60), async (i) => {
    const { items: some } = await records.query(system, 'customer', {
      limit: 1,
      where: `number0 = ${i}`,
      fields: ['id'],
    });
    await records.update(system, 'customer', some[0]!.id, {
      version: null,
      values: { revenue: String(i + 7) },
    });
  });
}

// helpers //////////

function most(ms: number) {
  return { most: ms };
}

async function measured(
  name: string,
  bound: { readonly most?: number },
  deed: (i: number) => Promise<unknown>,
): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < 30; i++) {
    const at = performance.now();
    await deed(i);
    took.push(performance.now() - at);
  }
  took.sort((a, b) => a - b);
  print(`${name}_p50`, took[15]!, 'ms');
  print(`${name}_p95`, took[28]!, 'ms', bound);
}

function files(): Files {
  const own = [
    'name: {type: text, required: true}',
    'segment: {type: choice, options: [a, b, c, d], index: true}',
    'revenue: {type: decimal, scale: 2}',
    'doubled: {type: decimal, scale: 2, formula: revenue * 2}',
    'notes: {type: long_text, search: true}',
    'responsible: {type: user}',
    'code: {type: autonumber, pattern: "C-{000000}"}',
    'active: {type: boolean}',
    ...RELATIONS.map((key) => `${key}: {type: lookup, to: ${key}}`),
    ...TEXTS.map((key) => `${key}: {type: text}`),
    ...NUMBERS.map((key, i) => `${key}: {type: integer${i < 2 ? ', index: true' : ''}}`),
    ...DATES.map((key) => `${key}: {type: date}`),
  ];
  const customer = `title: "{name}"\nowner: responsible\nfields:\n${own.map((line) => `  ${line}`).join('\n')}\nchecks:\n  positive: {that: revenue = null or revenue >= 0, message: No., field: revenue}\n`;
  const related = RELATIONS.map((key, i) => [
    `entities/${key}.yaml`,
    `title: "{name}"\nfields:\n  name: {type: text, index: true}\n${i === 0 ? '  customers: {type: children, of: customer}\n  revenue: {type: decimal, scale: 2, rollup: sum(customers.revenue)}\n' : ''}`,
  ]);
  return {
    'entities/customer.yaml': customer.replace(
      'rel0: {type: lookup, to: rel0}',
      'rel0: {type: lookup, to: rel0, on_delete: clear}',
    ),
    ...Object.fromEntries(related),
    'views/customers.yaml': 'entity: customer\ncolumns: [name, segment, revenue, rel1]\nsort: [-revenue]',
    'views/latest.yaml': 'entity: customer\ncolumns: [name]\nsort: [-created_at]',
    'roles/seller.yaml': `label: Seller\nrecords:\n  customer: {see: '= segment != "d" or owner_id = me', create: all, edit: own}\n${RELATIONS.map((key) => `  ${key}: {see: all}`).join('\n')}\nfields: {customer: {text1: hidden}}`,
  };
}

/** By SQL, for the sake of time; triggers of the platform there are none. */
async function fill(): Promise<Principal> {
  for (const key of RELATIONS)
    await db.query(
      `insert into data.${key} (id, name) select gen_random_uuid(), 'R ' || n from generate_series(1, ${RELATED}) n`,
    );
  const ids = RELATIONS.map(
    (key) => `(select array_agg(id order by name) as ${key} from data.${key}) q_${key}`,
  );
  const columns = [
    'id',
    'name',
    'segment',
    'revenue',
    'doubled',
    'notes',
    'active',
    'created_at',
    ...RELATIONS,
    ...TEXTS,
    ...NUMBERS,
    ...DATES,
  ];
  const values = [
    'gen_random_uuid()',
    `'Customer ' || n`,
    `(array['a','b','c','d'])[1 + n % 4]`,
    '(n * 7919) % 1000003',
    '2 * ((n * 7919) % 1000003)',
    `'A letter about topic' || n % 5000 || ' and what became of it in the year ' || n % 20`,
    'n % 3 = 0',
    `now() - n * interval '1 minute'`,
    ...RELATIONS.map((key, i) => `${key}[1 + (n / ${i + 1}) % ${RELATED}]`),
    ...TEXTS.map((_, i) => `'text ' || (n * ${i + 3}) % 10007`),
    ...NUMBERS.map((_, i) => (i === 0 ? 'n' : `(n * ${i + 11}) % 1009`)),
    ...DATES.map((_, i) => `date '2020-01-01' + ((n + ${i}) % 2000)::int`),
  ];
  // Indexes are built when the rows are there, and keys of rows that were chosen from the others need no look.
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'data.customer'::regclass and not indisprimary`,
  );
  for (const { name } of indexes) await db.query(`drop index ${name}`);
  const client = await db.client();
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into data.customer (${columns.join(', ')}) select ${values.join(', ')}
       from generate_series(0, ${ROWS - 1}::bigint) n, ${ids.join(', ')}`,
  );
  client.release(true);
  for (const { definition } of indexes) await db.query(definition);
  await db.query('vacuum analyze data.customer');
  await db.query('analyze');
  const { id } = await records.create(system, 'user', { name: 'Seller', email: 's@example.com' });
  return { ...system, kind: 'person', personId: id, name: 'Seller', roles: ['seller'], unrestricted: false };
}
