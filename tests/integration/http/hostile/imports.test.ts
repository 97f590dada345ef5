/** Files that are no tables, or tables that somebody made to hurt: refused with a sentence, rows with their column; no record is made. */
import { beforeAll, describe, expect, test } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { hostileApp } from '../../../support/hostile-app.ts';
import { workbook } from '../../../support/imports.ts';
import { zipOf } from '../../../support/zip.ts';

const SOLUTION = 'key: sales\ntitle: Sales\nversion: 1.0.0\nlanguages: [en]\ncurrency: UAH\n';
const { admin, refused } = await hostileApp({ ...SALES, 'solution.yaml': SOLUTION });
const GOOD = 'name,city\nLisova,Kyiv\n';
let bomb: Buffer;

beforeAll(async () => {
  bomb = await workbook(Array.from({ length: 40_000 }, () => ['x'.repeat(200)]));
});

async function upload(name: string, content: string | Buffer): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([content as BlobPart]), name);
  const { status, body } = await admin.call('POST', '/api/files', form);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const begin = async (name: string, content: string | Buffer) => {
  const file = await upload(name, content);
  return () => admin.call('POST', '/api/imports', { file, entity: 'customer' });
};

describe('files that are no tables', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  test.each<[string, string, () => string | Buffer, RegExp]>([
    ['nothing', 'a.csv', () => ' \n', /a\.csv/],
    ['a header twice', 'a.csv', () => 'name,Name\nx,y\n', /“Name” twice, in places 1 and 2/],
    ['a cell of 2 MB', 'a.csv', () => `name\n"${'x'.repeat(2_000_000)}"\n`, /a\.csv/],
    ['a cell of 10 MB', 'a.csv', () => `name\n"${'x'.repeat(10_000_000)}"\n`, /a\.csv/],
    ['a quote that is never closed', 'a.csv', () => `name\n"${'x,\n'.repeat(1000)}`, /a\.csv/],
    ['a picture called a table', 'a.csv', () => Buffer.concat([png, Buffer.alloc(400)]), /a\.csv/],
    ['a zero among good rows', 'a.csv', () => `${GOOD}Odd,a\u0000b\n`, /a\.csv line 3 is no text/],
    ['half an archive', 'a.xlsx', () => Buffer.from('PK\x03\x04 and no more'), /a\.xlsx/],
    ['an archive that explodes', 'a.xlsx', () => bomb, /packed more than 100 times/],
    [
      'a thousand columns too many',
      'a.csv',
      () => `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')}\n`,
      /a\.csv/,
    ],
  ])('%s', async (_, name, content, says) => {
    await refused(await begin(name, content()), 422, says);
  });
});

describe('settings that don’t fit', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a column there is not', { columns: { nothing: 'name' } }, /nothing/],
    ['a field there is not', { columns: { name: 'nmae' } }, /nmae/],
    ['a field that is SQL', { columns: { name: 'name"; drop table data.customer; --' } }, /drop table/],
    ['a field the platform keeps', { columns: { name: 'created_by' } }, /created_by|Created by/],
    ['one field twice', { columns: { name: 'name', city: 'name' } }, /name/],
    [
      'rows told apart by no key',
      { columns: { name: 'name' }, match: { '': { by: ['city'], found: 'update', missing: 'create' } } },
      /city|City/,
    ],
  ])('%s', async (_, changed, says) => {
    const begun = await (await begin('good.csv', GOOD))();
    const { import: made, proposed } = begun.body;
    const start = () =>
      admin.call('POST', `/api/imports/${made.id}/start`, { settings: { ...proposed, ...changed } });
    await refused(start, 422, says);
  });
});

test('archives that are no table with its files', async () => {
  const zips: [Record<string, string>, RegExp][] = [
    [{ 'photo.png': 'x' }, /no table/],
    [{ 'a.csv': GOOD, 'b.csv': GOOD }, /2 tables/],
    [{ 'a.csv': 'name,Name\nx,y\n' }, /a\.zip › a\.csv has the column “Name” twice/],
    [{ 'a.xlsx': 'PK\x03\x04 and no more' }, /a\.xlsx/],
  ];
  for (const [files, says] of zips) await refused(await begin('a.zip', await zipOf(files)), 422, says);
  await refused(
    await begin('a.zip', await zipOf({ 'a.csv': GOOD }, { 'x.png': '/etc/passwd' })),
    422,
    /a link/,
  );
});

test('rows with wrong values are told with line and column; the good ones stand', async () => {
  // given
  const rows = ['Good,Kyiv', `${'x'.repeat(300)},Kyiv`, ',Lviv', 'Too,many,cells'];
  const begun = await (await begin('rows.csv', `name,city\n${rows.join('\n')}\n`))();
  const { import: made, proposed } = begun.body;
  // when
  await admin.call('POST', `/api/imports/${made.id}/start`, { settings: proposed });
  const state = async () => (await admin.call('GET', `/api/imports/${made.id}`)).body;
  await expect.poll(async () => (await state()).import.state, { timeout: 20_000 }).toBe('done');
  // then
  const { import: done, failures } = await state();
  expect(done).toMatchObject({ created: 1, failed: 3 });
  const told = failures.map(({ line, problems }: { line: number; problems: { column: string | null }[] }) => [
    line,
    problems[0]!.column,
  ]);
  expect(told).toEqual([
    [3, 'name'],
    [4, 'name'],
    [5, null],
  ]);
});
