/**
 * Rows of a sheet of an XLSX workbook as they stream out of the archive. Formulas are read as the values the workbook keeps of
 * them, dates by its date system; every cell becomes the text a person would write, so that all files go the same way.
 */
import { Decimal } from 'decimal.js';
import { hint } from '#metadata/nearest.ts';
import { Rejection } from '../../rejection.ts';
import type { CsvRow } from './csv-rows.ts';
import { notXlsx, openWorkbook } from './xlsx-archive.ts';
import { readBook, readSharedTexts, readStyles } from './xlsx-book.ts';
import { momentText, type Shown } from './xlsx-styles.ts';
import { readXml } from './xlsx-xml.ts';

interface WorkbookFile {
  readonly path: string;
  readonly name: string;
  readonly sheet?: string | undefined;
  readonly decimalMark?: '.' | ',' | undefined;
}

const MOST_COLUMNS = 16_384;
const MOST_TEXT = 1_000_000;

export async function sheetNames({ path, name }: WorkbookFile): Promise<readonly string[]> {
  const archive = await openWorkbook(path, name);
  try {
    return [...(await readBook(archive, name)).sheets.keys()];
  } finally {
    archive.close();
  }
}

/** The first row that is not empty is the header; then come the rows that are not empty, with their numbers. */
export async function* xlsxRows(file: WorkbookFile): AsyncGenerator<CsvRow> {
  const { path, name, sheet, decimalMark = '.' } = file;
  const archive = await openWorkbook(path, name);
  try {
    const { sheets, from1904 } = await readBook(archive, name);
    const part = sheet === undefined ? [...sheets.values()][0]! : sheets.get(sheet);
    if (part === undefined) {
      const message = `${name} has no sheet “${sheet}”.${hint(sheet!, [...sheets.keys()])}`;
      throw new Rejection({ status: 422, code: 'no_sheet', message });
    }
    const cells = {
      texts: await readSharedTexts(archive, name),
      styles: await readStyles(archive, name),
      from1904,
      decimalMark,
    };
    let header: readonly string[] | null = null;
    const rows = rowReader(cells, name);
    for await (const _ of readXml(await archive.read(part), rows.reader, () => notXlsx(name)))
      for (const { line, cells: found } of rows.take()) {
        if (found.every((text) => text.trim() === '')) continue;
        if (header) yield { header, line, cells: fitted(found, header.length) };
        else {
          header = withoutEmptyEnd(found.map((text) => text.trim()));
          yield { header, line, cells: header };
        }
      }
    if (!header) throw new Rejection({ status: 422, code: 'xlsx', message: `${name}: the sheet is empty.` });
  } finally {
    archive.close();
  }
}

// helpers //////////

interface CellFacts {
  readonly texts: readonly string[];
  readonly styles: readonly Shown[];
  readonly from1904: boolean;
  readonly decimalMark: '.' | ',';
}

interface SheetRow {
  readonly line: number;
  readonly cells: string[];
}

function rowReader(facts: CellFacts, file: string) {
  let done: SheetRow[] = [];
  let row: { line: number; cells: string[] } = { line: 0, cells: [] };
  let [at, type, style, value, inValue, aloud] = [-1, 'n', 0, '', false, 0];
  const reader = {
    open(name: string, { r, t, s }: Readonly<Record<string, string>>) {
      if (name === 'row') row = { line: r === undefined ? row.line + 1 : Number(r), cells: [] };
      else if (name === 'c') {
        at = r === undefined ? at + 1 : columnOf(r);
        [type, style, value] = [t ?? 'n', Number(s ?? 0), ''];
        if (at >= MOST_COLUMNS) throw notXlsx(file);
      } else if (name === 'rPh') aloud++;
      else if (name === 'v' || name === 't') inValue = aloud === 0;
    },
    text(part: string) {
      if (!inValue) return;
      value += part;
      if (value.length > MOST_TEXT)
        throw new Rejection({
          status: 422,
          code: 'cell_too_long',
          message: `${file} row ${row.line}: a cell has more than ${MOST_TEXT / 1_000_000} million characters.`,
        });
    },
    close(name: string) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') aloud--;
      else if (name === 'c') {
        while (row.cells.length < at) row.cells.push('');
        row.cells[at] = cellText(value, type, style, facts);
      } else if (name === 'row') {
        done.push(row);
        at = -1;
      }
    },
  };
  return {
    reader,
    take: () => {
      const taken = done;
      done = [];
      return taken;
    },
  };
}

/** `BC12` → 54. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}

/** Types of cells: ECMA-376, 18.18.11. */
function cellText(value: string, type: string, style: number, facts: CellFacts): string {
  if (value === '') return '';
  if (type === 's') return facts.texts[Number(value)] ?? '';
  if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false';
  if (type === 'd') return value.replace('T', ' ').replace(/\.0+Z?$/, '');
  if (type !== 'n') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const shown = facts.styles[style] ?? 'number';
  const moment = shown === 'number' ? null : momentText(number, shown, facts.from1904);
  // A spreadsheet counts in binary and shows 15 digits: 0.1 + 0.2 is 0.3 to whoever wrote it.
  return moment ?? new Decimal(value).toSignificantDigits(15).toFixed().replace('.', facts.decimalMark);
}

/** Cells beside the table belong to nothing. */
function fitted(cells: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, i) => cells[i] ?? '');
}

function withoutEmptyEnd(names: readonly string[]): string[] {
  const end = names.findLastIndex((name) => name !== '');
  return names.slice(0, end + 1);
}
