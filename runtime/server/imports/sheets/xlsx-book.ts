/** What a workbook holds beside its sheets: their names and places, texts shared by cells, formats of cells, the date system. */
import type { Archive } from '../../files/zip-archive.ts';
import { notXlsx } from './xlsx-archive.ts';
import { type Shown, shownBy } from './xlsx-styles.ts';
import { readXml, type XmlReader } from './xlsx-xml.ts';

export interface Book {
  /** Name of a sheet → its part of the archive. */
  readonly sheets: ReadonlyMap<string, string>;
  readonly from1904: boolean;
}

const NOTHING: XmlReader = { open() {}, text() {}, close() {} };

export async function readBook(archive: Archive, file: string): Promise<Book> {
  const targets = new Map<string, string>();
  await read(archive, 'xl/_rels/workbook.xml.rels', file, {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets = new Map<string, string>();
  let from1904 = false;
  await read(archive, 'xl/workbook.xml', file, {
    open(element, { name, id, date1904 }) {
      if (element === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      const part = element === 'sheet' ? targets.get(id ?? '') : undefined;
      if (part !== undefined && name !== undefined && /worksheets\//.test(part)) sheets.set(name, part);
    },
  });
  if (sheets.size === 0) throw notXlsx(file);
  return { sheets, from1904 };
}

/** Texts by number; what tells how a word is read aloud (`rPh`) is left out. */
export async function readSharedTexts(archive: Archive, file: string): Promise<readonly string[]> {
  const texts: string[] = [];
  let [text, inText, aloud] = ['', false, 0];
  await read(archive, 'xl/sharedStrings.xml', file, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') aloud++;
      else if (name === 't') inText = aloud === 0;
    },
    text(part) {
      if (inText) text += part;
    },
    close(name) {
      if (name === 'si') texts.push(text);
      else if (name === 'rPh') aloud--;
      else if (name === 't') inText = false;
    },
  });
  return texts;
}

/** How the number of a cell is shown, by the number of its style. */
export async function readStyles(archive: Archive, file: string): Promise<readonly Shown[]> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let inCells = false;
  await read(archive, 'xl/styles.xml', file, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells)
        shown.push(shownBy(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return shown;
}

// helpers //////////

async function read(archive: Archive, part: string, file: string, reader: Partial<XmlReader>): Promise<void> {
  if (!archive.has(part)) return;
  const content = await archive.read(part);
  for await (const _ of readXml(content, { ...NOTHING, ...reader }, () => notXlsx(file)));
}
