/**
 * A table in a file, whatever the file is: opened once to be looked at (encoding, columns, examples, number of rows, mistakes of
 * the file itself), then read row by row as often as needed. Memory holds a few rows at a time.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Rejection } from '../../rejection.ts';
import { type CsvRow, rowsOf } from './csv-rows.ts';
import { encodingOf } from './encoding.ts';
import { isArchive } from './xlsx-archive.ts';
import { sheetNames, xlsxRows } from './xlsx-rows.ts';

export interface SheetChoice {
  /** Of a CSV file; found where it is not said. */
  readonly encoding?: string | undefined;
  /** Name of the sheet of a workbook; the first where it is not said. */
  readonly sheet?: string | undefined;
}

export interface SheetFile extends SheetChoice {
  readonly path: string;
  /** For messages. */
  readonly name: string;
  /** For figures of a workbook, which are written as the reader of texts expects them. */
  readonly decimalMark?: '.' | ',' | undefined;
}

export interface SheetFacts {
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: string | null;
  /** False: the encoding was guessed. */
  readonly sure: boolean;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly columns: readonly { readonly name: string; readonly examples: readonly string[] }[];
  readonly rows: number;
}

const EXAMPLES = 3;
const MOST_COLUMNS = 500;
const MOST_ROWS = 1_000_000;

/** Reads the whole file once. Throws 422 with a sentence where it is no table that can be imported. */
export async function lookAt(file: SheetFile): Promise<SheetFacts> {
  const xlsx = await isWorkbook(file.path);
  const found = xlsx || file.encoding ? null : await encodingOf(createReadStream(file.path));
  const encoding = xlsx ? null : (file.encoding ?? found!.encoding);
  const sheets = xlsx ? await sheetNames(file) : [];
  const columns: { name: string; examples: string[] }[] = [];
  let rows = 0;
  for await (const { header, cells } of sheetRows({ ...file, ...(encoding !== null && { encoding }) })) {
    if (columns.length === 0) {
      columns.push(...checkedHeader(header, file.name).map((name) => ({ name, examples: [] })));
      continue;
    }
    rows++;
    if (rows > MOST_ROWS)
      throw refused(file.name, `has more than ${MOST_ROWS.toLocaleString('en')} rows; divide it.`);
    for (const [i, { examples }] of columns.entries()) {
      const text = cells[i]?.trim() ?? '';
      if (examples.length < EXAMPLES && text !== '' && !examples.includes(text))
        examples.push(text.slice(0, 100));
    }
  }
  const sheet = xlsx ? (file.sheet ?? sheets[0]!) : null;
  return {
    kind: xlsx ? 'xlsx' : 'csv',
    encoding,
    sure: found?.sure ?? true,
    sheets,
    sheet,
    columns,
    rows,
  };
}

/** The header first, then the rows. A file's encoding must be said where it is not UTF-8 or marked. */
export async function* sheetRows(file: SheetFile): AsyncGenerator<CsvRow> {
  if (await isWorkbook(file.path)) yield* xlsxRows(file);
  else yield* rowsOf({ content: createReadStream(file.path), file: file.name, encoding: file.encoding });
}

// helpers //////////

async function isWorkbook(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const head = Buffer.alloc(4);
    await handle.read(head, 0, 4, 0);
    return isArchive(head);
  } finally {
    await handle.close();
  }
}

/** Which of two columns of the same name was meant nobody knows. */
function checkedHeader(header: readonly string[], file: string): readonly string[] {
  if (header.every((name) => name === '')) throw refused(file, 'has no names of columns in its first line.');
  if (header.length > MOST_COLUMNS) throw refused(file, `has more than ${MOST_COLUMNS} columns.`);
  const seen = new Map<string, number>();
  for (const [i, name] of header.entries()) {
    if (name === '') continue;
    const first = seen.get(name.toLowerCase());
    if (first !== undefined)
      throw refused(
        file,
        `has the column “${name}” twice, in places ${first + 1} and ${i + 1}. Rename or remove one of them.`,
        'header_twice',
      );
    seen.set(name.toLowerCase(), i);
  }
  return header;
}

function refused(file: string, text: string, code = 'sheet'): Rejection {
  return new Rejection({ status: 422, code, message: `${file} ${text}` });
}
