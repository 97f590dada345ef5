import { expect, it } from 'vitest';
import { type FinishOptions, finishNext } from '../../../../runtime/server/publish/finish.ts';
import { insertFinishing } from '../../../../runtime/server/store/publishing.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation(SALES);
const { db, clock } = potik;
const { records, system } = testRecords(potik);
const failures: string[] = [];
const options: FinishOptions = {
  db,
  clock,
  records,
  onFailure: ({ step }, error) => failures.push(`${step.kind} ${error.message}`),
};

async function finish(): Promise<number> {
  let steps = 0;
  while (await finishNext(options)) steps++;
  return steps;
}

it('calculates new formulas and sums of old records, in their order, and validates new keys', async () => {
  // given
  await finish();
  const rows = Array.from({ length: 700 }, (_, i) => ({ values: { name: `C${i}` } }));
  const { ids } = await records.writeRecords(system, 'customer', rows);
  await records.writeRecords(
    system,
    'deal',
    ids.slice(0, 10).map((customer) => ({
      values: { name: 'D', customer, lines: [{ product: 'P', price: 100, quantity: 3 }] },
    })),
  );

  // when
  await potik.publishFiles({
    ...SALES,
    'entities/customer.yaml': `${SALES['entities/customer.yaml']}  pieces:   {type: integer, rollup: sum(deals.pieces)}
  worth:    {type: text, formula: 'if pieces > 2 then "good " + name else name'}
  partner:  {type: lookup, to: customer}
`,
    'entities/deal.yaml': SALES['entities/deal.yaml']!.replace(
      '  total: ',
      '  pieces:      {type: integer, rollup: sum(lines.quantity)}\n  total: ',
    ),
  });
  const before = await records.get(system, 'customer', ids[0]!);
  const steps = await finish();

  // then
  expect(before).toMatchObject({ pieces: null, worth: null, version: 1 });
  expect(steps).toBeGreaterThanOrEqual(4);
  expect(await records.get(system, 'customer', ids[0]!)).toMatchObject({
    pieces: 3,
    worth: 'good C0',
    version: 1,
  });
  expect(await records.get(system, 'customer', ids[699]!)).toMatchObject({ pieces: 0, worth: 'C699' });
  const { rows: keys } = await db.query<{ convalidated: boolean }>(
    `select convalidated from pg_constraint where conname = 'customer__partner__fk'`,
  );
  expect(keys).toEqual([{ convalidated: true }]);
  const { rows: logged } = await db.query(
    `select cause from potik.change where record_id = $1 and kind = 'calculated'`,
    [ids[699]],
  );
  expect(logged).toContainEqual({ cause: { kind: 'system', what: 'release 3' } });
  expect(failures).toEqual([]);
});

it('one node at a time; what fails is put aside and holds up nothing', async () => {
  const about = { entity: 'customer', field: null };
  await insertFinishing(db, 3, [
    { about, phase: 'finish', kind: 'statement', sql: 'select 1/0' },
    { about, phase: 'finish', kind: 'statement', sql: 'create table data.finished ()' },
  ]);
  const both = await Promise.all([finishNext(options), finishNext(options)]);
  expect(both).toContain(true);
  await finish();
  expect(failures).toEqual(['statement division by zero']);
  const { rows } = await db.query(
    `select to_regclass('data.finished') is not null as made, (select count(*)::int from potik.finishing) as left`,
  );
  expect(rows).toEqual([{ made: true, left: 1 }]);
});
