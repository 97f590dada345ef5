/** Workbooks as spreadsheets write them: shared and styled texts, dates by both systems, kept values of formulas, gaps. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { encodingOf } from '../../../../../runtime/server/imports/sheets/encoding.ts';
import { lookAt, sheetRows } from '../../../../../runtime/server/imports/sheets/sheet.ts';
import { momentText, shownBy } from '../../../../../runtime/server/imports/sheets/xlsx-styles.ts';

const folder = await mkdtemp(join(tmpdir(), 'potik-test-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;

async function zipped(parts: Readonly<Record<string, string>>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const path = join(folder, `${files++}.xlsx`);
  await pipeline(zip.outputStream as NodeJS.ReadableStream, createWriteStream(path));
  return path;
}

const REL = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const book = (sheet: string, more: { from1904?: boolean; doctype?: string } = {}) =>
  zipped({
    'xl/workbook.xml': `${more.doctype ?? ''}<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${more.from1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Люди" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${REL}<Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}><si><t>Name</t></si><si><r><t>An</t></r><r><t>na</t></r><rPh><t>ignored</t></rPh></si></sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`,
  });
const HEADER =
  '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>Born</t></is></c><c r="D2" t="str"><f>"Su"&amp;"m"</f><v>Sum</v></c></row>';
async function rowsOf(path: string, decimalMark?: '.' | ',') {
  const rows: (readonly [number, readonly string[]])[] = [];
  for await (const { line, cells } of sheetRows({ path, name: 'a.xlsx', decimalMark }))
    rows.push([line, cells]);
  return rows;
}

describe('a workbook', () => {
  it('gives the texts that people see', async () => {
    const path = await book(
      `${HEADER}<row r="3"/><row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>33239</v></c><c r="D5"><f>SUM(1)</f><v>0.30000000000000004</v></c><c r="F5"><v>9</v></c></row>` +
        '<row><c t="b"><v>1</v></c><c s="2"><v>45000.5</v></c><c s="3"><v>1.25</v></c><c s="4"><v>0.5</v></c></row>',
    );
    expect(await rowsOf(path, ',')).toEqual([
      [2, ['Name', 'Born', '', 'Sum']],
      [5, ['Anna', '1991-01-01', '', '0,3']],
      [6, ['true', '2023-03-15 12:00:00', '30:00:00', '12:00:00']],
    ]);
    expect(await lookAt({ path, name: 'a.xlsx' })).toMatchObject({
      kind: 'xlsx',
      sheets: ['Люди'],
      sheet: 'Люди',
      rows: 2,
      columns: [{ name: 'Name', examples: ['Anna', 'true'] }, {}, { name: '' }, {}],
    });
  });

  it('may count its days from 1904', async () => {
    const path = await book(`${HEADER}<row><c s="1"><v>0</v></c><c s="1"><v>44000</v></c></row>`, {
      from1904: true,
    });
    expect((await rowsOf(path))[1]![1].slice(0, 2)).toEqual(['1904-01-01', '2024-06-19']);
  });

  it('is refused where it is broken, hides a DOCTYPE or has no such sheet', async () => {
    await expect(rowsOf(await book(`${HEADER}<row><c>`))).rejects.toThrow(
      'a.xlsx is no workbook that can be read',
    );
    await expect(
      rowsOf(await book(HEADER, { doctype: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' })),
    ).rejects.toThrow('a.xlsx is no workbook');
    const path = await book(HEADER);
    await expect(lookAt({ path, name: 'a.xlsx', sheet: 'Люды' })).rejects.toThrow(
      'has no sheet “Люды”. Did you mean',
    );
    await expect(
      rowsOf(
        await book(
          `${HEADER}<row><c t="inlineStr"><is><t>${Array.from({ length: 200_000 }, (_, i) => i.toString(36).padStart(5, 'x')).join('')}x</t></is></c></row>`,
        ),
      ),
    ).rejects.toThrow('more than 1 million characters');
  });
});

it('formats of cells tell dates from figures', () => {
  expect(
    [
      '0.00',
      'm/d/yy',
      '"day" 0',
      '[Red]0',
      'mmmm yyyy',
      'h:mm AM/PM',
      '[mm]:ss',
      'General',
      'dd.mm.yyyy hh:mm',
    ].map((code) => shownBy(170, code)),
  ).toEqual(['number', 'date', 'number', 'number', 'date', 'time', 'duration', 'number', 'datetime']);
  // 29 February 1900 never was; the day before and the day after are right.
  expect([59, 61, 1].map((serial) => momentText(serial, 'date', false))).toEqual([
    '1900-02-28',
    '1900-03-01',
    '1900-01-01',
  ]);
});

it('encodings are told apart by their letters', async () => {
  const text = 'Привет, это обычный русский текст';
  const high = (from: (code: number) => number) =>
    Buffer.from(
      [...text].map((letter) =>
        letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : from(letter.charCodeAt(0)),
      ),
    );
  const of = async (bytes: Buffer) =>
    (
      await encodingOf(
        (async function* () {
          yield bytes;
        })(),
      )
    ).encoding;
  expect(await of(high((code) => code - 0x410 + 0xc0))).toBe('windows-1251');
  expect(await of(high((code) => (code < 0x440 ? code - 0x410 + 0x80 : code - 0x440 + 0xe0)))).toBe('ibm866');
  expect(await of(Buffer.from('Caf\xe9 au lait et cr\xe8me', 'latin1'))).toBe('windows-1252');
  expect(await of(Buffer.from(text))).toBe('utf-8');
  expect(await of(Buffer.from('name,city\n1,2\n', 'utf16le'))).toBe('utf-16le');
});
