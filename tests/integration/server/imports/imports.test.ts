/** Files brought in: mapped by themselves, matched, refused row by row, resumed, cancelled, taken back. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ImportSettings } from '#api/imports.ts';
import { testImports, workbook } from '../../../support/imports.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/company.yaml': `
label: {en: Company, uk: Компанія}
title: "{name}"
fields:
  name: {type: text, required: true, label: {en: Name, uk: Назва}}
  city: {type: text, label: {en: City, uk: Місто}}
`,
  'entities/contact.yaml': `
label: {en: Contact, uk: Контакт}
title: "{name}"
fields:
  name:    {type: text, required: true, label: {en: Full name, uk: Ім'я}}
  email:   {type: email, unique: true, label: {en: E-mail, uk: Пошта}}
  phone:   {type: phone, country: ua, label: {en: Phone, uk: Телефон}}
  since:   {type: date, label: {en: Client since}}
  rating:  {type: rating}
  source:  {type: text, default: import}
  company: {type: lookup, to: company, label: {en: Company, uk: Компанія}}
  greeting: {type: text, formula: '"Dear " + name'}
checks:
  adult: {that: rating = null or rating < 5, message: Nobody is that good., field: rating}
duplicates: {match: [{equal: phone}], on_save: refuse}
`,
  'roles/clerk.yaml':
    'label: Clerk\nmay: [import]\nrecords: {contact: {see: all, create: all, edit: all, delete: all}, company: {see: all}}\nfields: {contact: {source: hidden}}\n',
  'roles/boss.yaml':
    'label: Boss\nmay: [import]\nrecords: {contact: {see: all, create: all, edit: all, delete: all}, company: {see: all, create: all, edit: all, delete: all}}\n',
});
const { db } = potik;
const test = testRecords(potik);
const { records, system, person } = test;
const { imports, bringIn, upload, work } = testImports(potik, test);
const boss = await person('Roman', ['boss']);
const clerk = await person('Ivan', ['clerk']);
for (const { personId, roles } of [boss, clerk])
  await db.query(
    'insert into potik.role_assignment (person_id, role, given_at) select $1, unnest($2::text[]), now()',
    [personId, roles],
  );

const contacts = async (where: unknown = undefined) =>
  (
    await records.query(system, 'contact', {
      fields: ['name', 'email', 'phone', 'since', 'rating', 'source', 'company', 'greeting'],
      sort: ['name'],
      limit: 500,
      ...(where !== undefined && { where }),
    } as never)
  ).items as readonly Record<string, unknown>[];
const named = (name: string) => contacts({ field: 'name', op: '=', value: name });

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

describe('what is no table', () => {
  const look = async (name: string, content: string | Buffer) =>
    imports.create(boss, { file: await upload(boss, name, content), entity: 'contact' });

  it('is refused with a sentence before anything is written', async () => {
    expect(await refusal(look('twice.csv', 'name,Name\nx,y\n'))).toMatchObject({
      code: 'header_twice',
      message: 'twice.csv has the column “Name” twice, in places 1 and 2. Rename or remove one of them.',
    });
    expect(await refusal(look('zip.xlsx', Buffer.from('PK\x03\x04 and no more')))).toMatchObject({
      code: 'xlsx',
    });
    expect(await refusal(look('empty.csv', ' \n'))).toMatchObject({ status: 422 });
    expect(await refusal(look('cell.csv', `name\n"${'x'.repeat(2_000_000)}"\n`))).toMatchObject({
      status: 422,
    });
    const bomb = await workbook(Array.from({ length: 40_000 }, () => ['x'.repeat(200)]));
    expect(await refusal(look('bomb.xlsx', bomb))).toMatchObject({ code: 'archive_limits' });
  });

  it('in other encodings is read, and what was guessed is told', async () => {
    const text = 'name;email\nЮлія Коваль;yulia@example.com\n';
    const cp1251 = Buffer.from(
      [...text].map((letter) => {
        const code = letter.codePointAt(0)!;
        if (letter === 'і') return 0xb3;
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    const { import: draft } = await look('cp1251.csv', cp1251);
    expect(draft.sheet).toMatchObject({ encoding: 'windows-1251', sure: false });
    expect(draft.sheet.columns[0]!.examples).toEqual(['Юлія Коваль']);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await look('utf16.csv', utf16)).import.sheet).toMatchObject({ encoding: 'utf-16le', sure: true });
    expect((await look('bom.csv', `\uFEFF${text}`)).import.sheet.columns[0]!.name).toBe('name');
  });

  it('but a workbook is read like a file of texts', async () => {
    const done = await bringIn(
      boss,
      'contact',
      'w.xlsx',
      await workbook([['Full name', 'E-mail'], [], ['Vira', 'vira@example.com']]),
    );
    expect(done).toMatchObject({ created: 1, failed: 0 });
    expect(await named('Vira')).toHaveLength(1);
  });
});
