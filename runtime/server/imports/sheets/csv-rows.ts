/** Rows of a CSV file as they stream in, with their lines. The separator is found from the header. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Rejection } from '../../rejection.ts';
import { type CsvSource, csvText } from './csv-text.ts';

export interface CsvRow {
  /** Names of the columns. */
  readonly header: readonly string[];
  /** Line of the file on which the row ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface Source extends CsvSource {
  /** Column whose texts hold the separator without being quoted. */
  readonly unquoted?: string | undefined;
}

const MOST_BYTES_OF_ROW = 1_000_000;

/** The header first, then the rows. */
export async function* rowsOf({ content: bytes, file, encoding, unquoted }: Source): AsyncGenerator<CsvRow> {
  const content = Readable.from(csvText({ file, content: bytes, encoding }));
  const delimiter = delimiterOf(await firstText(content));
  const parser = content.pipe(
    parse({
      info: true,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: MOST_BYTES_OF_ROW,
    }),
  );
  content.once('error', (error) => parser.destroy(error));
  let header: readonly string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (header) yield { header, line: info.lines, cells: joined(record, header, unquoted, delimiter) };
      else {
        header = record.map((name) => name.trim());
        yield { header, line: info.lines, cells: header };
      }
    }
    if (!header) throw empty(file);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: number };
    throw new Rejection({
      status: 422,
      code: 'csv',
      message: `${file}${lines === undefined ? '' : ` line ${lines}`} is not well-formed: ${error.message}.`,
    });
  }
}

// helpers //////////

/** Too many cells put together again in the column that is known to hold separators. */
function joined(
  cells: readonly string[],
  header: readonly string[],
  unquoted: string | undefined,
  delimiter: string,
): readonly string[] {
  const surplus = cells.length - header.length;
  const at = unquoted === undefined ? -1 : header.indexOf(unquoted);
  if (surplus <= 0 || at < 0) return cells;
  const text = cells.slice(at, at + surplus + 1).join(delimiter);
  return [...cells.slice(0, at), text, ...cells.slice(at + surplus + 1)];
}

/** What has come first, left in the stream. */
function firstText(content: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    content.once('error', reject);
    content.once('end', () => resolve(''));
    content.once('readable', () => {
      const part: unknown = content.read();
      if (part !== null) content.unshift(part);
      resolve(part === null ? '' : String(part));
    });
  });
}

/** The mark that the header has most of, quoted names left out. */
function delimiterOf(text: string): string {
  const header = text.split('\n', 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function empty(file: string): Rejection {
  const message = `${file} is empty; a first line with the names of the columns is expected.`;
  return new Rejection({ status: 422, code: 'csv', message });
}
