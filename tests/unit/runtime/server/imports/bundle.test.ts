/** Archives with a table and files: which table is meant, which file a cell means, and archives nobody should trust. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { openBundle } from '../../../../../runtime/server/imports/bundle.ts';
import { refusal } from '../../../../support/records.ts';
import { zipOf } from '../../../../support/zip.ts';

const folder = await mkdtemp(join(tmpdir(), 'potik-test-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;

async function bundle(zip: Buffer) {
  const path = join(folder, `${files++}.zip`);
  await writeFile(path, zip);
  return openBundle(path, 'people.zip');
}
const TABLE = { 'people.csv': 'name,photo\n' };

describe('the table', () => {
  it('is the one above the files, wherever the archive has it', async () => {
    const found = await bundle(
      await zipOf({
        'out/people.csv': 'name\n',
        'out/files/prices.xlsx': 'x',
        'out/photo.png': 'png',
        'out/README.txt': 'read me',
        '__MACOSX/out/._people.csv': 'x',
        '.hidden.csv': 'x',
      }),
    );
    expect(found.table).toBe('out/people.csv');
    expect(await text(await found.readTable())).toBe('name\n');
    expect(found.files.count).toBe(3);
    found.close();
  });

  it('is missing, or there are two of them', async () => {
    expect(await refusal(bundle(await zipOf({ 'photo.png': 'png' })))).toMatchObject({
      status: 422,
      message: 'people.zip has no table in it: one CSV or XLSX file is expected.',
    });
    const two = await zipOf({ 'a/people.csv': 'x', 'b/more.xlsx': 'x' });
    expect((await refusal(bundle(two))).message).toContain('2 tables');
  });
});

describe('a cell', () => {
  it('means the file at its path from the table, also where another system wrote it', async () => {
    const paths = ['d/a.png', 'd/Ganna.PNG', 'd/и\u0306.png', 'd/same.png', 'd/Same.png'];
    const { files, close } = await bundle(
      await zipOf({
        'd/people.csv': 'name\n',
        ...Object.fromEntries(paths.map((path) => [path, path])),
      }),
    );
    expect(['a.png', './a.png', '.\\a.png'].map((cell) => files.find(cell))).toEqual(
      Array.from({ length: 3 }, () => 'd/a.png'),
    );
    expect(files.find('ganna.png')).toBe('d/Ganna.PNG');
    expect(files.find('\u0439.png')).toBe('d/и\u0306.png');
    expect(files.find('same.png')).toBe('d/same.png');
    for (const cell of ['SAME.png', '../d/a.png', '/d/a.png', 'people.csv', '', 'constructor'])
      expect(files.find(cell)).toBeNull();
    close();
  });
});

it('finds files by the names that Windows with Cyrillic letters gives, which tell no encoding', async () => {
  // given
  const zip = await zipOf({ ...TABLE, 'ffff/ppppp.png': 'png' });
  const name = zip.lastIndexOf('ffff/ppppp.png'); // in the directory at the end, 46 bytes behind its entry
  zip.set(Buffer.from('e4aee2ae2face3e0aaa02e706e67', 'hex'), name);
  zip.writeUInt16LE(0, name - 46 + 8);
  // when
  const { files, close } = await bundle(zip);
  // then
  expect(await text(await files.read(files.find('фото/Мурка.png')!))).toBe('png');
  close();
});

describe('an archive nobody should trust', () => {
  /** Names of the same length, so that nothing else of the archive changes. */
  const renamed = async (is: string, becomes: string) =>
    Buffer.from(
      (await zipOf({ ...TABLE, [is]: 'png', 'ok/b.png': 'png' })).toString('latin1').replaceAll(is, becomes),
      'latin1',
    );

  it('is refused as a whole', async () => {
    const sentences: string[] = [];
    for (const zip of [
      await renamed('xx/a.png', '../a.png'),
      await renamed('xx/a.png', '/x/a.png'),
      await renamed('xx/a.png', 'c:/a.png'),
      Buffer.from('PK\x03\x04 and no more'),
    ])
      sentences.push((await refusal(bundle(zip))).message);
    expect(new Set(sentences)).toEqual(
      new Set([
        'people.zip is no ZIP archive that can be read, or has paths that lead out of it. Pack it anew.',
      ]),
    );
    expect(await refusal(bundle(await renamed('ok/c.png', 'ok/b.png')))).toMatchObject({
      message: 'people.zip has ok/b.png twice.',
    });
    expect(await refusal(bundle(await zipOf(TABLE, { 'photo.png': '/etc/passwd' })))).toMatchObject({
      message: 'people.zip has a link in the place of a file, photo.png.',
    });
    const many = await zipOf(TABLE);
    many.writeUInt16LE(10_001, many.length - 22 + 10); // of the record at the end
    expect(await refusal(bundle(many))).toMatchObject({
      code: 'archive_limits',
      message: 'people.zip has more than 10000 parts.',
    });
    const bomb = { ...TABLE, 'bomb.png': Buffer.alloc(5_000_000) };
    expect(await refusal(bundle(await zipOf(bomb)))).toMatchObject({ code: 'archive_limits' });
  });
});
