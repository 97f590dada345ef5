/** The rows of an import that were refused, as a CSV file that can be put right and brought in again; the reason stands behind. */
import { stringify } from 'csv-stringify/sync';
import type { ImportSheet } from '../../api/imports.ts';
import type { Language } from '../auth/principal.ts';
import type { Queryable } from '../db/database.ts';
import { harmless } from '../harmless-text.ts';
import { failuresOf, type ImportRow } from '../store/imports.ts';

const PAGE = 500;
const MARK = '\uFEFF';
const REASON: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['Line', 'What is wrong'],
  uk: ['Рядок', 'Що не так'],
  ru: ['Строка', 'Что не так'],
};

export async function* failuresFile(
  db: Queryable,
  { id, sheet }: ImportRow,
  language: Language,
): AsyncGenerator<string> {
  const delimiter = language === 'en' ? ',' : ';';
  const written = (rows: readonly (readonly string[])[]) =>
    stringify(
      rows.map((row) => row.map(harmless)),
      { delimiter, record_delimiter: 'windows' },
    );
  const { columns } = sheet as unknown as ImportSheet;
  yield MARK + written([[...columns.map(({ name }) => name), ...REASON[language]]]);
  for (let after = 0; ; ) {
    const failures = await failuresOf(db, id, after, PAGE);
    const last = failures.at(-1);
    if (!last) return;
    yield written(
      failures.map(({ line, cells, problems }) => [
        ...columns.map((_, i) => cells[i] ?? ''),
        String(line),
        problems
          .map(({ column, message }) => (column === null ? message : `${column}: ${message}`))
          .join(' '),
      ]),
    );
    after = last.line;
  }
}
