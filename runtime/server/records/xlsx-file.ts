/** A workbook of one sheet as a stream of bytes: its rows are asked for while it is packed, its styles when they are known. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { escaped, type Styles } from './xlsx-cells.ts';

export function xlsxFile(title: string, rows: AsyncIterable<string>, styles: Styles): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const fail = (error: Error) => out.destroy(error);
  const part = (name: string, xml: () => string) =>
    zip.addReadStreamLazy(name, (give) => give(null, Readable.from([HEAD + xml()])));
  zip.on('error', fail);
  part('[Content_Types].xml', () => TYPES);
  part('_rels/.rels', () => relationships(['rId1', 'officeDocument', 'xl/workbook.xml']));
  part(
    'xl/workbook.xml',
    () =>
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  part('xl/_rels/workbook.xml.rels', () =>
    relationships(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml']),
  );
  zip.addReadStreamLazy('xl/worksheets/sheet1.xml', (give) => {
    const sheet = Readable.from(sheetXml(rows));
    sheet.on('error', fail);
    give(null, sheet);
  });
  // Asked for when the sheet is written, and all its formats are known.
  part('xl/styles.xml', () => stylesXml(styles));
  zip.end();
  return out;
}

// helpers //////////

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/></Types>`;

function relationships(...all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

async function* sheetXml(rows: AsyncIterable<string>): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`;
  yield* rows;
  yield '</sheetData></worksheet>';
}

function stylesXml({ codes }: Styles): string {
  const formats = codes
    .slice(1)
    .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`);
  const cells = codes.map((_, i) =>
    i === 0
      ? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
      : `<xf numFmtId="${163 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return [
    `<styleSheet xmlns="${MAIN}">`,
    formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '',
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '</styleSheet>',
  ].join('');
}

/** At most 31 characters, none of those that formulas use (ECMA-376, 18.2.19). */
function sheetName(title: string): string {
  return (
    title
      .replaceAll(/[:\\/?*[\]]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Records'
  );
}
