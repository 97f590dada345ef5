/**
 * A report reads a table while a release wants to change it: publishing gives way, writers go on between its attempts, and it ends
 * with the release or with a sentence.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../../../runtime/server/publish/publish.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { databaseShape, wantedShape } from '../../../support/database-shape.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/thing.yaml': 'title: "{name}"\nfields: {name: {type: text}, city: {type: text}}',
});
const { db, ground } = potik;
const { records, system } = testRecords(potik);
const { id } = await records.create(system, 'thing', { name: 'A' });
const PATIENT = { wait: 60, pause: 30, tries: 2_000 };

let endReport: () => Promise<void>;

beforeEach(async () => {
  const client = await db.client();
  await client.query('begin');
  await client.query('select count(*) from data.thing');
  endReport = async () => {
    endReport = async () => {};
    await client.query('commit');
    client.release();
  };
});

afterEach(() => endReport());

const adding = (field: string) => ({
  changes: [
    { change: 'add_field', definition: 'entity/thing', field, content: { type: 'integer' }, before: 'city' },
    { change: 'retype_field', definition: 'entity/thing', field: 'city', content: { type: 'long_text' } },
  ],
  personId: null,
  note: 'test',
});

/** Resolves when somebody waits for a lock that nobody may share. */
async function somebodyWaits(): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await db.query(
          `select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'
            and database = (select oid from pg_database where datname = current_database())`,
        );
        return rows.length;
      },
      { interval: 5 },
    )
    .toBeGreaterThan(0);
}

test('writers go on while publishing waits, and the release comes when the report has ended', async () => {
  // given
  const before = potik.model.live().release;
  const published = publish({ ...ground, patience: PATIENT }, adding('size'));
  await somebodyWaits();
  // when others write and read, again and again
  for (let i = 0; i < 8; i++) {
    await records.update(system, 'thing', id, { version: null, values: { name: `A${i}` } });
    expect(await records.get(system, 'thing', id)).toMatchObject({ name: `A${i}` });
  }
  // then
  expect((await potik.model.reload()).release).toBe(before);
  await endReport();
  expect(await published).toMatchObject({ release: before + 1 });
  await records.update(system, 'thing', id, { version: null, values: { size: 7 } });
  expect(await databaseShape(db)).toEqual(wantedShape(potik.registry()));
});

test('where the report goes on, publishing ends with a sentence and leaves nothing behind', async () => {
  // given
  const before = potik.model.live().release;
  const shape = await databaseShape(db);
  // when
  const refused = await publish({ ...ground, patience: { ...PATIENT, tries: 3 } }, adding('weight')).catch(
    (error: unknown) => error,
  );
  // then
  expect(refused).toBeInstanceOf(Rejection);
  expect((refused as Rejection).detail).toMatchObject({
    status: 503,
    code: 'tables_busy',
    message: expect.stringContaining('in use at each of 3 attempts'),
  });
  expect((await potik.model.reload()).release).toBe(before);
  expect(await databaseShape(db)).toEqual(shape);
  // and the next one finds everything free
  await endReport();
  expect(await publish(ground, adding('weight'))).toMatchObject({ release: before + 1 });
});
