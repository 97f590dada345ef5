import { expect, it } from 'vitest';
import type { Queryable } from '../../../../runtime/server/db/database.ts';
import { keepSlowQueries } from '../../../../runtime/server/jobs/slow-query-keeper.ts';
import { adviseIndexes } from '../../../../runtime/server/publish/index-advice.ts';
import { createSlowQueries } from '../../../../runtime/server/records/slow-queries.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/thing.yaml':
    'title: "{name}"\nfields: {name: {type: text}, city: {type: text}, size: {type: integer, index: true}, code: {type: integer, index: true}}',
});
const { db, ground, clock } = potik;
const slow = createSlowQueries(clock);
const { records, person } = testRecords(potik, { slow });

it('names fields that saved views filter by without an index, and indexes nobody uses, in large tables only', async () => {
  const anna = await person('Anna', ['administrator'], { unrestricted: true });
  const where = {
    any: [{ field: 'city', op: '=', value: 'Kyiv' }, { not: { field: 'size', op: '>', value: 3 } }],
  };
  await records.saveView(anna, { entity: 'thing', label: 'Mine', definition: { where } });
  expect(await adviseIndexes(ground)).toEqual([]);

  await db.query(
    `insert into data.thing (id, name, city) select gen_random_uuid(), 'T' || n, 'C' || n from generate_series(1, 21000) n`,
  );
  await db.query('analyze data.thing');
  const advice = await adviseIndexes(ground);
  expect(advice.map(({ field, advice: deed }) => [field, deed])).toEqual([
    ['city', 'add'],
    ['code', 'drop'],
  ]);
  expect(advice[0]!.why).toContain(
    'A saved view filters by thing.city. thing.city has no index over about 21000 records.',
  );

  // followed, it is silent
  const city = { definition: 'entity/thing', field: 'city', content: { type: 'text', index: true } };
  const code = { definition: 'entity/thing', field: 'code', content: { type: 'integer' } };
  await potik.publish({ change: 'set_field', ...city }, { change: 'set_field', ...code });
  expect(await adviseIndexes(ground)).toEqual([]);
});

it('names what slow lists ask for, once that is no accident, for thirty days', async () => {
  // given
  const anna = await person('Berta', ['administrator'], { unrestricted: true });
  const take = (ms: number): Queryable => ({
    query: (...query: Parameters<Queryable['query']>) => {
      clock.moveTo(clock.now() + ms);
      return db.query(...query);
    },
  });
  const list = (value: number) =>
    records.query(anna, 'thing', { where: { field: 'code', op: '=', value }, sort: ['-name'] }, take(380));
  // when
  for (let i = 0; i < 9; i++) await list(i);
  await keepSlowQueries({ db, clock, slow });
  // then
  expect(await adviseIndexes(ground)).toEqual([]);

  // when
  await list(10);
  await records.query(anna, 'thing', { limit: 1, sort: ['size'] }, take(99));
  await keepSlowQueries({ db, clock, slow });
  // then
  expect(await adviseIndexes(ground)).toEqual([
    {
      entity: 'thing',
      field: 'code',
      advice: 'add',
      why:
        'The list of thing filtered by code, sorted by name (descending): slow 10 times in the last 30 days, 380 ms on average, 380 ms at most. ' +
        'thing.code has no index over about 21000 records. Set "index: true" on the field; it is built without blocking anybody.',
      records: 21_000,
      views: 0,
      slow: {
        what: 'list',
        filters: ['code'],
        search: false,
        sort: ['-name'],
        lacks: 'filter',
        count: 10,
        averageMs: 380,
        mostMs: 380,
      },
      bytes: null,
    },
  ]);

  // when a month is over, and something else is kept
  clock.moveTo(clock.now() + 31 * 86_400_000);
  await records.query(anna, 'thing', { limit: 1 }, take(200));
  await keepSlowQueries({ db, clock, slow });
  // then
  expect(await adviseIndexes(ground)).toEqual([]);
  expect((await db.query('select entity, n from potik.slow_query')).rows).toEqual([
    { entity: 'thing', n: 1 },
  ]);
});
