/** A table that comes with files in a ZIP: kept where a record has taken them, checked like uploads, gone with an undo. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Json } from '#metadata/value.ts';
import { factsOf } from '../../../../runtime/server/files/spool.ts';
import type { FilesBeside } from '../../../../runtime/server/imports/bundle.ts';
import type { PreparedRow } from '../../../../runtime/server/imports/run/prepare-row.ts';
import { noteFiles } from '../../../../runtime/server/imports/run/row-files.ts';
import type { BatchContext } from '../../../../runtime/server/imports/run/write-batch.ts';
import { CONTENT_LOCK } from '../../../../runtime/server/store/files.ts';
import { testImports } from '../../../support/imports.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';
import { blankDatabase } from '../../../support/test-database.ts';
import { zipOf } from '../../../support/zip.ts';

const potik = await installation({
  'entities/animal.yaml': `
title: "{name}"
fields:
  name:  {type: text, required: true, unique: true}
  photo: {type: image, max_size: 1}
  paper: {type: file, label: {en: Contract}}
`,
  'roles/keeper.yaml':
    'label: Keeper\nmay: [import]\nrecords: {animal: {see: all, create: all, edit: all}}\n',
});
const { db } = potik;
const test = testRecords(potik);
const { records, system } = test;
const { bringIn, imports, upload, work } = testImports(potik, test);
const boss = { ...system, name: 'Boss' };
const keeper = await test.person('Keeper', ['keeper']);
await db.query("insert into potik.role_assignment (person_id, role, given_at) values ($1, 'keeper', now())", [
  keeper.personId,
]);

const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const files = async () =>
  (
    await db.query<{ name: string; size: string; pieces: number }>(
      `select name, size::int, (select count(*)::int from potik.file_content c where c.hash = f.hash) as pieces
         from potik.file f where journal_id is not null order by name collate "C"`,
    )
  ).rows;
const animal = async (name: string) =>
  (
    await records.query(system, 'animal', {
      fields: ['name', 'photo', 'paper'],
      where: { field: 'name', op: '=', value: name },
    } as never)
  ).items[0] as Record<string, unknown> | undefined;
const zip = (table: string, more: Readonly<Record<string, Buffer | string>> = {}) =>
  zipOf({ 'animals.csv': table, 'photos/murka.png': PNG, 'papers/m.txt': 'We agree.', ...more });

describe('files that come with a table', () => {
  it('are kept where a record has taken them; what is wrong is told at its cell', async () => {
    // given
    const content = await zip(
      'name,photo,Contract\n' +
        'Murka,photos/Murka.png,papers/m.txt\n' +
        'Vaska,photos/none.png,\n' +
        'Ryzhyk,papers/m.txt,\n' +
        ',photos/other.png,\n' +
        'Sirko,photos/large.png,\n' +
        'Barsyk,photos/empty.png,\n' +
        'Rudyk,photos/broken.png,\n' +
        'Bilka,,\n',
      {
        'photos/other.png': Buffer.concat([PNG, Buffer.from('other')]),
        'photos/large.png': Buffer.concat([PNG, randomBytes(1_100_000)]),
        'photos/empty.png': '',
        'photos/broken.png': Buffer.concat([PNG, Buffer.alloc(100)]),
      },
    );
    const brokenAt = content.indexOf('photos/broken.png') + 'photos/broken.png'.length;
    content.fill(0xff, brokenAt, brokenAt + 8);
    const file = await upload(boss, 'animals.zip', content);
    const draft = await imports.create(boss, { file, entity: 'animal' });
    expect(draft.import.sheet).toMatchObject({ kind: 'csv', files: 6, rows: 8 });
    expect(draft.proposed.columns).toEqual({ name: 'name', photo: 'photo', Contract: 'paper' });

    // when tried
    const preview = await imports.preview(boss, draft.import.id, draft.proposed);
    await imports.start(boss, draft.import.id, { settings: draft.proposed, check: true });
    await work();
    // then nothing is kept
    expect(preview.rows.map(({ deed }) => deed)).toEqual([
      'create',
      ...Array.from({ length: 6 }, () => 'fail'),
      'create',
    ]);
    expect((await imports.get(boss, draft.import.id)).import).toMatchObject({ state: 'checked', created: 2 });
    expect(await files()).toEqual([]);

    // when
    await imports.start(boss, draft.import.id, { settings: draft.proposed });
    await work();
    // then
    const { import: done, failures } = await imports.get(boss, draft.import.id);
    expect(done).toMatchObject({ state: 'done', created: 2, failed: 6 });
    expect(
      failures.map(({ line, problems: [problem] }) => [line, problem!.column, problem!.message]),
    ).toEqual([
      [3, 'photo', 'There is no file “photos/none.png” in the ZIP.'],
      [4, 'photo', 'Photo takes no file such as “papers/m.txt” (text/plain).'],
      [5, 'name', expect.any(String)],
      [6, 'photo', 'The file “photos/large.png” is larger than 1 MB.'],
      [7, 'photo', 'The file “photos/empty.png” is empty.'],
      [8, 'photo', 'The file “photos/broken.png” is broken in the ZIP.'],
    ]);
    expect(await animal('Murka')).toMatchObject({
      photo: { name: 'Murka.png', size: PNG.length, type: 'image/png' },
      paper: { name: 'm.txt', type: 'text/plain' },
    });
    expect(await files()).toEqual([
      { name: 'Murka.png', size: PNG.length, pieces: 1 },
      { name: 'm.txt', size: 9, pieces: 1 },
    ]);
  });

  it('go when the import is taken back, and what somebody else had brought before is there again', async () => {
    // given
    const before = (await animal('Murka'))!.photo;
    const done = await bringIn(
      keeper,
      'animal',
      'again.zip',
      await zip('name,photo\nMurka,photos/new.png\n', {
        'photos/new.png': Buffer.concat([PNG, Buffer.from('new')]),
      }),
    );
    expect(done).toMatchObject({ updated: 1, failed: 0 });
    expect((await animal('Murka'))!.photo).toMatchObject({ name: 'new.png' });

    // when
    await imports.undo(keeper, done.id);
    await work();

    // then
    expect((await animal('Murka'))!.photo).toEqual(before);
    expect((await files()).map(({ name }) => name)).toEqual(['Murka.png', 'm.txt']);
  });

  it('are no change where they came before', async () => {
    const content = await zip('name,photo\nZhuk,photos/murka.png\n');
    await bringIn(keeper, 'animal', 'one.zip', content);
    const first = await animal('Zhuk');
    const again = await bringIn(keeper, 'animal', 'two.zip', content);
    expect(again).toMatchObject({ updated: 1, failed: 0 });
    expect(await animal('Zhuk')).toEqual(first);

    // and another import that is taken back takes nothing of the first away
    await imports.undo(keeper, again.id);
    await work();
    expect((await animal('Zhuk'))!.photo).toMatchObject({ name: 'murka.png' });
  });

  it('are not taken away by an undo of the import that has brought them, before another has named them', async () => {
    // given
    const content = await zip('name,photo\nPushok,photos/murka.png\n');
    const { id } = await bringIn(keeper, 'animal', 'one.zip', content);
    const { id: photo } = (await animal('Pushok'))!.photo as { id: string };
    const registry = potik.registry();
    const field = registry.entities.get('animal')!.fields.get('photo')!;
    const beside: FilesBeside = {
      count: 1,
      find: () => 'photos/murka.png',
      facts: () => factsOf(Readable.from([PNG])),
      read: async () => Readable.from([PNG]),
    };
    const onto: Record<string, Json> = {};
    const cell = { field, column: 'photo', text: 'photos/murka.png', path: 'photos/murka.png', onto };
    const undo = await blankDatabase(db.url);
    const mayTake = async () => {
      const { rows } = await undo.query<{ may: boolean }>('select pg_try_advisory_xact_lock($1) as may', [
        CONTENT_LOCK,
      ]);
      return rows[0]!.may;
    };
    // when
    const during = await db.transaction(async (tx) => {
      const files = { beside, registry, now: potik.clock.now(), trial: false };
      const context = { files, tx, id, principal: keeper } as unknown as BatchContext;
      await noteFiles(context, [{ files: [cell], problems: [] }] as unknown as PreparedRow[]);
      return mayTake();
    });
    // then
    expect(onto.photo).toBe(photo);
    expect({ during, afterwards: await mayTake() }).toEqual({ during: false, afterwards: true });
    await undo.close();
  });

  it('are offered to nobody whose table came alone', async () => {
    const file = await upload(boss, 'animals.csv', 'name,photo\nMurka,photos/murka.png\n');
    const { targets, proposed } = await imports.create(boss, { file, entity: 'animal' });
    expect(proposed.columns).toEqual({ name: 'name' });
    expect(targets.map(({ path }) => path)).not.toContain('photo');
  });
});
