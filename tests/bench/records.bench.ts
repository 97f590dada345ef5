/**
 * Records through the real read and write path: `npm run bench -- records`. A list over 100,000 deals with filter, sort and rights
 * of a seller (team scope, a hidden field), page by page; a single change; sets of rows with lines and sums of sums.
 */
import { createHash } from 'node:crypto';
import { type Principal, systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { openModel } from '../../runtime/server/model/model.ts';
import { ensureBuiltIn } from '../../runtime/server/publish/built-in.ts';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { openRecords } from '../../runtime/server/records/records.ts';
import { createSeal } from '../../runtime/server/records/seal.ts';
import { configuration, SALES } from '../support/configuration.ts';
import { benchDatabase, print } from './bench-database.ts';

const DEALS = 100_000;
const { db, close } = await benchDatabase();
const clock = realClock;
const model = await openModel(db);
const ground = { db, model, clock };
await ensureBuiltIn(ground);
await publishConfiguration(ground, () => configuration(SALES), { personId: null, note: 'bench' });
const { seal } = createSeal(createHash('sha256').update('bench').digest());
const records = openRecords({ db, model, clock, seal, announce: () => {} });
const system = systemPrincipal();

const seller = await fill();
await lists();
await writes();
await close();

// the benches //////////

async function lists(): Promise<void> {
  const pages = {
    list_filter_sort: { where: 'stage = "contract" and amount > 50000', sort: ['-amount'] },
    list_lookup_sort: { where: 'customer.segment = "small"', sort: ['customer.name'] },
    list_view: { view: 'open_deals' },
    list_search: { search: 'deal 4242' },
    list_default: {},
  };
  for (const [name, query] of Object.entries(pages)) {
    const first = await records.query(seller, 'deal', query);
    const next = first.next ? { ...query, cursor: first.next } : query;
    await measured(name, 40, (i) => records.query(seller, 'deal', i % 2 ? next : query));
  }
  await measured('groups_by_stage', 20, () =>
    records.query(seller, 'deal', { group: ['stage'], aggregate: { n: 'count', sum: { sum: 'amount' } } }),
  );
}

async function writes(): Promise<void> {
  const { items } = await records.query(system, 'deal', { limit: 200, fields: ['id'] });
  await measured('update_one', 200, (i) =>
    records.update(system, 'deal', items[i]!.id, { version: null, values: { amount: i + 1 } }),
  );
  const customers = await records.query(system, 'customer', { limit: 100, fields: ['id'] });
  const sets = 10;
  const begin = performance.now();
  for (let set = 0; set < sets; set++) {
    const rows = Array.from({ length: 100 }, (_, i) => ({
      values: {
        name: `Written ${set} ${i}`,
        customer: customers.items[i]!.id,
        lines: Array.from({ length: 3 }, (_line, n) => ({ product: `P${n}`, quantity: n + 1, price: i + n })),
      },
    }));
    const { refused } = await records.writeRecords(system, 'deal', rows);
    if (refused.length) throw new Error(refused[0]!.message);
  }
  print('write_rows', (sets * 400) / ((performance.now() - begin) / 1000), 'rows/s');
}

// helpers //////////

async function measured(name: string, times: number, deed: (i: number) => Promise<unknown>): Promise<void> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await deed(i);
    taken.push(performance.now() - begin);
  }
  taken.sort((a, b) => a - b);
  print(`${name}_p50`, taken[times >> 1]!, 'ms');
  print(`${name}_p95`, taken[Math.floor(times * 0.95)]!, 'ms');
}

/** People of ten teams, 2,000 customers, the deals among them; the seller sees a tenth. By SQL, for the sake of time. */
async function fill(): Promise<Principal> {
  await db.query(
    `insert into data.team (id, name) select gen_random_uuid(), 'Team ' || n from generate_series(1, 10) n`,
  );
  await db.query(`insert into data."user" (id, name, email, team)
    select gen_random_uuid(), 'Person ' || n, 'p' || n || '@example.com', (select id from data.team order by name offset n % 10 limit 1)
      from generate_series(1, 100) n`);
  await db.query(`insert into data.customer (id, name, segment, city)
    select gen_random_uuid(), 'Customer ' || n, case n % 5 when 0 then 'vip' else 'small' end, 'City ' || n % 50
      from generate_series(1, 2000) n`);
  await db.query(`with c as (select array_agg(id) as ids from data.customer), u as (select array_agg(id) as ids from data."user")
    insert into data.deal (id, name, number, customer, responsible, stage, amount, amount_currency, close_date, created_at)
    select gen_random_uuid(), 'Deal ' || n, 'X-' || n, c.ids[1 + n % 2000], u.ids[1 + n % 100],
           (array['new', 'contract', 'won', 'lost'])[1 + n % 4], (n * 7919) % 100000, 'UAH', date '2026-01-01' + n % 700, now() - n * interval '1 minute'
      from generate_series(1, ${DEALS}) n, c, u`);
  await db.query('analyze');
  const { rows } = await db.query<{ id: string; team: string }>(
    'select id, team from data."user" order by id limit 1',
  );
  const [{ id, team }] = rows as [{ id: string; team: string }];
  return {
    ...system,
    kind: 'person',
    personId: id,
    name: 'Seller',
    roles: ['seller'],
    teamIds: [team],
    unrestricted: false,
  };
}
