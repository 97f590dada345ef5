/** Imports that are taken back: what they made ends, what they changed is as before. */
import { describe, expect, it } from 'vitest';
import { importedContacts } from '../../../support/imported-contacts.ts';
import { refusal } from '../../../support/records.ts';

const { bringIn, boss, contacts, db, imports, named, records, system, upload, work } =
  await importedContacts();

describe('taking back', () => {
  it('ends what was made, restores what was changed, keeps and tells what others changed since', async () => {
    // given
    const olha = await records.create(system, 'contact', {
      name: 'Olha',
      email: 'olha@example.com',
      rating: 1,
    });
    const pavlo = await records.create(system, 'contact', {
      name: 'Pavlo',
      email: 'pavlo@example.com',
      rating: 1,
    });
    const done = await bringIn(
      boss,
      'contact',
      'u.csv',
      'name,email,rating,company.name\nOlha N.,olha@example.com,3,Nova\nPavlo N.,pavlo@example.com,3,Nova\nRita,rita@example.com,2,Nova\nSofia,sofia@example.com,2,Nova\n',
    );
    expect(done).toMatchObject({ updated: 2, created: 2 });
    const [pavloNow] = await named('Pavlo N.');
    await records.update(system, 'contact', pavlo.id, { version: null, values: { rating: 4 } });
    const [sofia] = await named('Sofia');
    await records.update(system, 'contact', sofia!.id as string, {
      version: null,
      values: { name: 'Sofia B.' },
    });
    expect(pavloNow).toMatchObject({ company: { title: 'Nova' } });

    // when
    await imports.undo(boss, done.id);
    await work();

    // then
    const { import: undone, kept } = await imports.get(boss, done.id);
    expect(undone.state).toBe('undone');
    expect(await records.get(system, 'contact', olha.id)).toMatchObject({
      name: 'Olha',
      rating: 1,
      company: null,
    });
    expect(await records.get(system, 'contact', pavlo.id)).toMatchObject({
      name: 'Pavlo',
      rating: 4,
      company: null,
    });
    expect(await named('Rita')).toEqual([]);
    expect(await named('Sofia B.')).toHaveLength(1);
    // Sofia keeps the company, which can't go then.
    expect(kept.map(({ title }) => title).sort()).toEqual(['Nova', 'Pavlo', 'Sofia B.']);
    expect(undone).toMatchObject({ restored: 2, kept: 3 });
    const { items } = await records.timeline(system, 'contact', olha.id, {});
    expect(items[0]).toMatchObject({ kind: 'changed', cause: { kind: 'undo', id: done.id, of: 'import' } });
    expect(await refusal(imports.undo(boss, done.id))).toMatchObject({ status: 409 });
    const { rows } = await db.query(
      "select deed from potik.audit where deed like 'import%' and detail->>'import' = $1 order by id",
      [done.id],
    );
    expect(rows.map(({ deed }) => deed)).toEqual(['import_begun', 'imported', 'import_undone']);
  });

  it('is possible behind a cancelled import, which stops between two parts', async () => {
    // given
    const lines = Array.from({ length: 1200 }, (_, i) => `Row ${i},row${i}@example.com`);
    const file = await upload(boss, 'c.csv', `name,email\n${lines.join('\n')}\n`);
    const { import: draft, proposed } = await imports.create(boss, { file, entity: 'contact' });
    await imports.start(boss, draft.id, { settings: proposed });

    // when the worker goes down after the first part, and it is cancelled before the next one takes it
    await imports.round(() => true);
    expect((await imports.get(boss, draft.id)).import).toMatchObject({
      state: 'running',
      done: 500,
      created: 500,
    });
    await imports.round(() => true);
    expect((await imports.get(boss, draft.id)).import).toMatchObject({ done: 1000, created: 1000 });
    await imports.cancel(boss, draft.id);
    await work();

    // then
    expect((await imports.get(boss, draft.id)).import).toMatchObject({ state: 'cancelled', created: 1000 });
    await imports.undo(boss, draft.id);
    await work();
    expect((await imports.get(boss, draft.id)).import).toMatchObject({
      state: 'undone',
      restored: 1000,
      kept: 0,
    });
    expect(await contacts({ field: 'name', op: 'starts_with', value: 'Row ' })).toEqual([]);
  });
});
