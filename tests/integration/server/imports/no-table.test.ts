/** Files that are no table, and tables in other encodings. */
import { describe, expect, it } from 'vitest';
import { importedContacts } from '../../../support/imported-contacts.ts';
import { workbook } from '../../../support/imports.ts';
import { refusal } from '../../../support/records.ts';

const { bringIn, boss, imports, named, upload } = await importedContacts();

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
