/** `potik import`: Northwind as it lies there, and files that are not as they should be. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../support/conformance/scenario.ts';
import { potik } from '../../support/potik.ts';
import { zipOf } from '../../support/zip.ts';

describe('files of people', async () => {
  const run = await potik();
  beforeAll(async () => {
    const folder = run.write(
      {
        'solution.yaml': 'key: shop\ntitle: Shop\nversion: 1.0.0\nlanguages: [en]\ncurrency: UAH\n',
        'entities/article.yaml': `title: "{name}"
fields:
  name:  {type: text, required: true, label: {en: Name, uk: Назва}}
  price: {type: money}
  made:  {type: date}
  pack:  {type: integer}
  photo: {type: image}
  kind:  {type: choice, options: {new: New, used: Used}}
  label: {type: text, formula: 'name + "!"'}
`,
      },
      'shop',
    );
    expect((await run('apply', folder)).code).toBe(0);
  });
  const file = (name: string, content: string | Uint8Array) => join(run.write({ [name]: content }), name);
  const names = async () =>
    (await run.db.query<{ name: string }>('select name from data.article order by name')).rows.map(
      ({ name }) => name,
    );

  test('columns are found by key and by label; the others are named', async () => {
    const path = file('good.csv', 'Назва;price;Colour;label\nLamp;12.50;red;x\nЧайник;1200;blue;y\n');
    const said = await run('import', path, '--entity', 'article');
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(
      /^good.csv: 2 rows, 2 created, 0 changed, 0 refused.\n {2}to take it back: potik import --undo [0-9a-f-]{36}\n {2}columns without a field: Colour, label$/,
    );
    expect(await names()).toEqual(['Lamp', 'Чайник']);
  });

  test('a ZIP brings files with its table', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const path = file(
      'lamps.zip',
      await zipOf({ 'lamps.csv': 'name,photo\nShade,p/s.png\n', 'p/s.png': png }),
    );
    expect(await run('import', path, '--entity', 'article')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^lamps.zip: 1 rows, 1 created/),
    });
    const { rows } = await run.db.query(
      'select f.name, f.type from data.article a join potik.file f on f.id = a.photo',
    );
    expect(rows).toEqual([{ name: 's.png', type: 'image/png' }]);
  });

  test('may be tried without a trace, and taken back afterwards', async () => {
    const path = file('undo.csv', 'name,price\nTried,1\nWrong,x\n');
    const tried = await run('import', path, '--entity', 'article', '--dry-run');
    expect(tried).toMatchObject({ code: 1, out: expect.stringContaining('nothing was written') });
    expect(await names()).not.toContain('Tried');
    const done = await run('import', path, '--entity', 'article', '--json');
    expect(await names()).toContain('Tried');

    // when
    const undone = await run('import', '--undo', done.json().files[0].id);

    // then
    expect(undone).toMatchObject({ code: 0, out: '1 records are again as they were, 0 were left.' });
    const { rows } = await run.db.query(
      "select 1 from data.article where name = 'Tried' and deleted_at is null",
    );
    expect(rows).toEqual([]);
    expect(await run('import', '--undo', done.json().files[0].id)).toMatchObject({ code: 1 });
  });

  test('wrong types are told by line and column, the good rows are written', async () => {
    const path = file(
      'types.csv',
      'name,price,made,pack,kind\nA,dear,,,\nB,1,31.02.2026,,\nC,1,,2.5,\nD,1,,,old\n,1,,,\nGood,1,28.02.2026,3,used\n',
    );
    const said = await run('import', path, '--entity', 'article', '--json');
    expect(said.code).toBe(1);
    const { ok, files } = said.json();
    expect(ok).toBe(false);
    expect(files[0]).toMatchObject({ rows: 6, created: 1 });
    const told = files[0].failures.map(({ line, column }: { line: number; column: string }) => [
      line,
      column,
    ]);
    expect(told).toEqual([
      [2, 'price'],
      [3, 'made'],
      [4, 'pack'],
      [5, 'kind'],
      [6, 'name'],
    ]);
    expect((await run('import', path, '--entity', 'article')).err).toMatch(/^types\.csv:2 price: /);
  });

  test('columns that are missing', async () => {
    const path = file('other.csv', 'colour,size\nred,1\n');
    const none = await run('import', path, '--entity', 'article');
    expect(none.code).toBe(1);
    expect(none.err).toContain(
      'No column of the file is named like a field of article: name, price, made, pack, kind.',
    );
    const id = await run('import', path, '--entity', 'article', '--id', 'sise');
    expect(id.err).toContain('The file has no column "sise". Did you mean "size"?');
    const twice = await run('import', file('twice.csv', 'name,Name\na,b\n'), '--entity', 'article');
    expect(twice.err).toContain('"name" and 2 "Name" are both for name');
    expect((await run('import', file('head.csv', 'colour\n'), '--entity', 'article')).code).toBe(1);
  });

  test('another encoding is refused before anything is written, and read when it is named', async () => {
    const text = Buffer.concat([
      Buffer.from('name\nfirst\n'),
      Buffer.from([0xd7, 0xe0, 0xf8, 0xea, 0xe0, 0x0a]), // "Чашка" in windows-1251
    ]);
    const before = await names();
    const refused = await run('import', file('cp1251.csv', text), '--entity', 'article');
    expect(refused).toMatchObject({
      code: 1,
      err: 'cp1251.csv line 3 is no text in UTF-8. Save the file as UTF-8, or say which encoding it has, such as windows-1251.',
    });
    expect(await names()).toEqual(before);
    const read = await run(
      'import',
      file('cp1251.csv', text),
      '--entity',
      'article',
      '--encoding',
      'windows-1251',
    );
    expect(read.code).toBe(0);
    expect(await names()).toContain('Чашка');
    const utf16 = Buffer.from('\uFEFFname\nДошка\n', 'utf16le');
    expect((await run('import', file('utf16.csv', utf16), '--entity', 'article')).code).toBe(0);
    expect(await names()).toContain('Дошка');
    const unknown = await run(
      'import',
      file('cp1251.csv', text),
      '--entity',
      'article',
      '--encoding',
      'cp-1',
    );
    expect(unknown.err).toContain('"cp-1" is no encoding of texts');
  });

  test('what is no CSV at all', async () => {
    const cases: [string, string | Uint8Array, RegExp][] = [
      ['empty.csv', '', /^empty\.csv is empty; a first line/],
      ['quote.csv', 'name\n"open\nfor ever\n', /^quote\.csv line \d is not well-formed/],
      ['opening.csv', 'name\nan "inch"x\n"a"b\n', /^opening\.csv line \d is not well-formed/],
      ['bytes.csv', new Uint8Array(5000).map((_, i) => (i * 151) % 256), /^bytes\.csv line 1 is no text/],
    ];
    for (const [name, content, sentence] of cases) {
      const said = await run('import', file(name, content), '--entity', 'article');
      expect([name, said.code]).toEqual([name, 1]);
      expect(said.err).toMatch(sentence);
    }
  });

  test('rows that two columns tell apart are changed when they come again', async () => {
    const path = file('lots.csv', 'lot,no,name\n1,1,Lot one\n1,2,Lot two\n');
    const first = await run('import', path, '--entity', 'article', '--id', 'lot,no');
    expect(first.out).toContain('2 rows, 2 created, 0 changed');
    const again = await run('import', path, '--entity', 'article', '--id', 'lot,no');
    expect(again.out).toContain('2 rows, 0 created, 2 changed');
  });

  test('used wrongly', async () => {
    const path = file('used.csv', 'name\nx\n');
    expect((await run('import', path)).err).toContain('Say whose records they are: --entity KEY.');
    expect((await run('import', path, '--entity', 'article', '--decimal', ';')).code).toBe(2);
    expect((await run('import', join(run.folder, 'none.csv'), '--entity', 'article')).code).toBe(2);
    expect(await run('import', path, '--entity', 'nothing')).toMatchObject({ code: 1 });
  });
});

const shared = sharedFolder();
describe.skipIf(shared === null)('Northwind', async () => {
  if (shared === null) return;
  const run = await potik();
  const template = fileURLToPath(new URL('../../../templates/northwind', import.meta.url));
  const bring = () =>
    run('import', join(shared, 'data/northwind'), '--map', join(template, 'data/import.yaml'));

  test('comes in whole, and again changes nothing', async () => {
    expect((await run('apply', template)).code).toBe(0);
    const said = await bring();
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('order-details.csv: 2155 rows, 2155 created, 0 changed, 0 refused.');
    const again = await bring();
    expect(again.out).toContain('order-details.csv: 2155 rows, 0 created, 2155 changed, 0 refused.');
    const { rows } = await run.db.query('select count(*)::int as lines from data.order_line');
    expect(rows).toEqual([{ lines: 2155 }]);
  }, 120_000);
});
