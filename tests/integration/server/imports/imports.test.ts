/** Files brought in: mapped by themselves, matched, refused row by row, with the rights of who brings them in. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ImportSettings } from '#api/imports.ts';
import { importedContacts } from '../../../support/imported-contacts.ts';
import { refusal } from '../../../support/records.ts';

const { bringIn, boss, clerk, contacts, db, imports, named, records, system, upload, work } =
  await importedContacts();

describe('a file', () => {
  it('is mapped by names in any language, its rows go through the write path, refused ones are told', async () => {
    // when
    const done = await bringIn(
      boss,
      'contact',
      'people.csv',
      'Full name;Пошта;phone;Client since;rating;Company: City;Компанія - Назва;Nonsense\n' +
        'Anna Koval;ANNA@example.com;(044) 123-45-67;31.01.2026;4;Kyiv;Lisova;x\n' +
        'Bohdan;bohdan@example.com;067 555 01 42;;5;;;\n' +
        ';nobody@example.com;;;;;;\n' +
        'Dmytro;not an address;;32.01.2026;;;;\n' +
        'Eva;;0441234567;;;Kyiv;Lisova;\n' +
        'Fedir;;;;2;;Lisova;\n',
    );

    // then
    expect(done).toMatchObject({
      state: 'done',
      total: 6,
      done: 6,
      created: 2,
      failed: 4,
      by: { name: 'Roman' },
    });
    expect(await named('Anna Koval')).toMatchObject([
      {
        email: 'anna@example.com',
        phone: '+380441234567',
        since: '2026-01-31',
        rating: 4,
        source: 'import',
        company: { title: 'Lisova' },
        greeting: 'Dear Anna Koval',
      },
    ]);
    expect(await named('Fedir')).toMatchObject([{ company: { title: 'Lisova' } }]);
    const companies = await records.query(system, 'company', { fields: ['name', 'city'] } as never);
    expect(companies.items).toMatchObject([{ name: 'Lisova', city: 'Kyiv' }]);
    const { failures } = await imports.get(boss, done.id);
    expect(failures).toMatchObject([
      { line: 3, problems: [{ column: 'rating', message: 'Nobody is that good.' }] },
      { line: 4, problems: [{ column: 'Full name' }] },
      { line: 5, problems: [{ column: 'Пошта' }, { column: 'Client since' }] },
      { line: 6, problems: [{ column: 'phone', message: expect.stringContaining('Anna Koval') }] },
    ]);
    const { items } = await records.timeline(
      system,
      'contact',
      (await named('Anna Koval'))[0]!.id as string,
      {},
    );
    expect(items[0]!.cause).toMatchObject({ kind: 'import', id: done.id, file: 'people.csv', row: 2 });
  });

  it('gives its refused rows back, to be put right and brought in again', async () => {
    // given
    const done = await bringIn(boss, 'contact', 'wrong.csv', 'name,email,phone\nGanna,what,+380441112233\n');

    // when
    const { name, content } = await imports.failures(boss, done.id);
    let text = '';
    for await (const part of content) text += part;

    // then
    expect(name).toBe('wrong ✗.csv');
    const rows = parse(text, { columns: true, bom: true });
    expect(rows).toEqual([
      {
        name: 'Ganna',
        email: 'what',
        phone: "'+380441112233",
        Line: '2',
        'What is wrong': expect.stringContaining('email: '),
      },
    ]);
    const again = await bringIn(boss, 'contact', 'wrong.csv', text.replace('what', 'ganna@example.com'));
    expect(again).toMatchObject({ created: 1, failed: 0 });
    expect(await named('Ganna')).toMatchObject([{ phone: '+380441112233' }]);
  });

  it('that was brought in before is proposed the same way, and changes what it made', async () => {
    const settings: ImportSettings = {
      columns: { a: 'name', b: 'email', c: 'rating' },
      match: { '': { by: ['email'], found: 'update', missing: 'fail' } },
    };
    await records.create(system, 'contact', { name: 'Halyna', email: 'halyna@example.com', rating: 1 });
    const first = await bringIn(
      boss,
      'contact',
      'x.csv',
      'a,b,c\nHalyna K.,halyna@example.com,3\nNobody,no@example.com,1\n',
      settings,
    );
    expect(first).toMatchObject({ updated: 1, created: 0, failed: 1 });

    // when the same columns come in another order
    const file = await upload(boss, 'y.csv', 'c,B,a\n,halyna@example.com,Halyna\n');
    const draft = await imports.create(boss, { file, entity: 'contact' });
    const settled = await imports.create(boss, {
      file: await upload(boss, 'z.csv', 'c,b,a\n'),
      entity: 'contact',
    });

    // then
    expect(draft.remembered).toBe(false);
    expect(settled).toMatchObject({ remembered: true, proposed: settings });
    expect(await named('Halyna K.')).toMatchObject([{ rating: 3 }]);
  });

  it('may keep or clear by its empty cells, skip what is there, and mean one record twice', async () => {
    const match = (found: 'update' | 'skip') => ({
      '': { by: ['email'], found, missing: 'create' as const },
    });
    const file = 'name,email,rating\nIra,ira@example.com,2\nIra B.,ira@example.com,\n';
    expect(await bringIn(boss, 'contact', 'i.csv', file, { match: match('update') })).toMatchObject({
      created: 1,
      updated: 1,
    });
    expect(await named('Ira B.')).toMatchObject([{ rating: 2 }]);
    expect(await bringIn(boss, 'contact', 'i.csv', file, { match: match('skip') })).toMatchObject({
      created: 0,
      skipped: 2,
    });
    expect(
      await bringIn(boss, 'contact', 'i.csv', file, { match: match('update'), empties: 'clear' }),
    ).toMatchObject({ updated: 2 });
    expect(await named('Ira B.')).toMatchObject([{ rating: null }]);
  });

  it('is checked as a whole without a trace', async () => {
    // given
    const before = await contacts();

    // when
    const checked = await bringIn(
      boss,
      'contact',
      'dry.csv',
      'name,email\nDry,dry@example.com\n,x\n',
      {},
      true,
    );

    // then
    expect(checked).toMatchObject({ state: 'checked', created: 1, failed: 1 });
    expect(await contacts()).toEqual(before);
    expect((await db.query('select 1 from potik.journal where id = $1', [checked.id])).rows).toEqual([]);
    const started = await imports.start(boss, checked.id, { settings: checked.settings! });
    expect(started).toMatchObject({ state: 'running', created: 0, failed: 0 });
    await work();
    expect((await imports.get(boss, checked.id)).import).toMatchObject({
      state: 'done',
      created: 1,
      failed: 1,
    });
  });

  it('shows its first rows with what would become of them', async () => {
    const there = await records.create(system, 'contact', {
      name: 'Kateryna',
      email: 'kateryna@example.com',
    });
    const file = await upload(
      boss,
      'p.csv',
      'name,email,since\nKateryna,kateryna@example.com,01.02.2026\nLeonid,leonid@example.com,\nMaria,x,\n',
    );
    const { import: draft, proposed } = await imports.create(boss, { file, entity: 'contact' });
    expect(proposed.match).toEqual({ '': { by: ['email'], found: 'update', missing: 'create' } });
    const { rows } = await imports.preview(boss, draft.id, proposed);
    expect(rows).toMatchObject([
      { line: 2, deed: 'update', record: { id: there.id, title: 'Kateryna' }, problems: [] },
      { line: 3, deed: 'create', record: null },
      { line: 4, deed: 'fail', problems: [{ column: 'email' }], cells: ['Maria', 'x', ''] },
    ]);
    expect(await named('Leonid')).toEqual([]);
  });
});

describe('rights', () => {
  it('are those of who brings it in, at the moment of writing', async () => {
    const file = await upload(clerk, 'r.csv', 'name,source,company.name\nTaras,x,New one\n');
    const { import: draft, proposed, targets } = await imports.create(clerk, { file, entity: 'contact' });
    expect(targets.map(({ path }) => path)).not.toContain('source');
    expect(targets.map(({ path }) => path)).not.toContain('company.name');
    expect(proposed.columns).toEqual({ name: 'name' });
    const refused = await refusal(
      imports.start(clerk, draft.id, { settings: { columns: { source: 'source', name: 'nonsense' } } }),
    );
    // A hidden field and one that is not there are refused alike.
    expect(refused.errors?.map(({ message }) => message.replace(/“.*?”/, '…'))).toEqual([
      'contact has no field … that a column could fill.',
      'contact has no field … that a column could fill.',
    ]);
    expect(await refusal(imports.get(boss, draft.id))).toMatchObject({ status: 404 });
    expect(await refusal(imports.create(boss, { file, entity: 'contact' }))).toMatchObject({ status: 404 });
  });
});
