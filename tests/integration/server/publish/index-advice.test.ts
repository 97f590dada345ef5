import { expect, it } from 'vitest';
import { adviseIndexes } from '../../../../runtime/server/publish/index-advice.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/thing.yaml':
    'title: "{name}"\nfields: {name: {type: text}, city: {type: text}, size: {type: integer, index: true}, code: {type: integer, index: true}}',
});
const { db, ground } = potik;
const { records, person } = testRecords(potik);

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
    'A saved view filters by thing.city, which has no index over about 21000 records.',
  );

  // followed, it is silent
  const city = { definition: 'entity/thing', field: 'city', content: { type: 'text', index: true } };
  const code = { definition: 'entity/thing', field: 'code', content: { type: 'integer' } };
  await potik.publish({ change: 'set_field', ...city }, { change: 'set_field', ...code });
  expect(await adviseIndexes(ground)).toEqual([]);
});
