import { expect, it } from 'vitest';
import { purgeNext } from '../../../../runtime/server/publish/purge.ts';
import { rollback } from '../../../../runtime/server/publish/rollback.ts';
import { beginPublishing, endPublishing, tombstones } from '../../../../runtime/server/store/publishing.ts';
import { installation } from '../../../support/installation.ts';

const DAY = 86_400_000;
const potik = await installation({
  'entities/thing.yaml': 'fields: {name: {type: text}, city: {type: text}, size: {type: text}}',
  'entities/part.yaml': 'fields: {name: {type: text}, note: {type: text}}',
});
const { db, clock } = potik;

async function columns(): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'data' and column_name ~ '__\\d+$' or table_name ~ '__\\d+$' and column_name = 'id' order by 1`,
  );
  return rows.map(({ name }) => name);
}

it('what was put aside is erased after 30 days, and not before, nor while somebody publishes', async () => {
  // given: a dropped and a retyped field, and a dropped entity that had a dropped field
  await potik.publish({ change: 'drop_field', definition: 'entity/thing', field: 'city' });
  const size = { definition: 'entity/thing', field: 'size', content: { type: 'integer' } };
  await potik.publish({ change: 'retype_field', ...size });
  await potik.publish({ change: 'drop_field', definition: 'entity/part', field: 'note' });
  await potik.publish({ change: 'drop_entity', entity: 'part' });
  const live = potik.model.live().release;
  expect(await columns()).toEqual(['part__6.id', 'part__6.note__5', 'thing.city__3', 'thing.size__4']);

  // when it is not time yet
  clock.moveTo(clock.now() + 29 * DAY);
  expect(await purgeNext({ db, clock })).toBeNull();

  // when somebody publishes
  clock.moveTo(clock.now() + 2 * DAY);
  const [holder, until] = ['00000000-0000-7000-8000-000000000001', new Date(clock.now() + DAY)];
  await beginPublishing(db, holder, new Date(clock.now()), until);
  expect(await purgeNext({ db, clock })).toBeNull();
  await endPublishing(db, holder);

  // then
  const erased: (string | null)[] = [];
  for (let next = await purgeNext({ db, clock }); next; next = await purgeNext({ db, clock }))
    erased.push(next.field ?? next.entity);
  expect(erased).toEqual(['city', 'size', 'note', 'part']);
  expect(await columns()).toEqual([]);
  expect(await tombstones(db)).toEqual([]);

  // and what is erased comes back empty
  await rollback(potik.ground, 2, null);
  expect(potik.model.live().release).toBe(live + 1);
  expect(potik.registry().entities.has('part')).toBe(true);
});
