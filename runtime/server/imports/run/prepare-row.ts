/** The cells of a row as values: of the record itself and of the records it refers to, with what is wrong at which column. */
import { parseText } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { type References, referredTo } from '../references.ts';
import type { CsvRow } from '../sheets/csv-rows.ts';
import type { ImportPlan, PlanColumn, RelatedPart } from './import-plan.ts';

export interface Problem {
  readonly column: string | null;
  readonly code: string;
  /** Names within the sentence, for a translation by code. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface PreparedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly values: Record<string, Json>;
  /** Fields whose cell is empty. */
  readonly empty: readonly string[];
  readonly related: ReadonlyMap<RelatedPart, Record<string, Json>>;
  readonly problems: Problem[];
}

/** Texts that name records, to be looked up for all rows at once: by entity. */
export function namedRecords(plan: ImportPlan, rows: readonly CsvRow[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const { field, at } of [...plan.columns, ...plan.related.flatMap(({ columns }) => columns)]) {
    const entity = referredTo(field);
    if (entity === null) continue;
    const texts = named.get(entity) ?? new Set<string>();
    named.set(entity, texts);
    for (const { cells } of rows) if (cellText(cells[at]) !== '') texts.add(cellText(cells[at]));
  }
  return named;
}

/** What exported files mark as text (`'+380…`), so that no spreadsheet runs it, comes back without the mark. */
export function cellText(cell: string | undefined): string {
  return (cell ?? '').trim().replace(/^'(?=[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20])/, '');
}

export function prepareRow(
  plan: ImportPlan,
  references: References,
  { line, cells, header }: CsvRow,
): PreparedRow {
  const problems: Problem[] = [];
  if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
    problems.push({
      column: null,
      code: 'import_cells',
      params: { cells: cells.length, columns: header.length },
      message: `The row has ${cells.length} cells, the header ${header.length}: a text with the separator in it must be quoted.`,
    });
  const read = (columns: readonly PlanColumn[], onto: Record<string, Json>): string[] =>
    columns.flatMap(({ field, at }) => {
      const text = cellText(cells[at]);
      if (text === '') return [field.key];
      const entity = referredTo(field);
      if (entity !== null) {
        const id = references.find(entity, text);
        if (id === undefined)
          problems.push({
            column: header[at]!,
            code: 'import_no_record',
            params: { text },
            message: `There is no ${entity} “${text}”.`,
          });
        else onto[field.key] = id;
        return [];
      }
      const value = parseText(field, text, plan.conventions);
      if (value.ok) onto[field.key] = value.value;
      else {
        const { code, params, message } = value.problem;
        problems.push({ column: header[at]!, code, params, message });
      }
      return [];
    });
  const values: Record<string, Json> = {};
  const empty = read(plan.columns, values);
  const related = new Map<RelatedPart, Record<string, Json>>();
  for (const part of plan.related) {
    const own: Record<string, Json> = {};
    read(part.columns, own);
    if (Object.keys(own).length > 0) related.set(part, own);
  }
  return { line, cells, values, empty, related, problems };
}

/** The column that a problem of the write path is about. */
export function columnOf(
  plan: ImportPlan,
  path: string,
  part: ImportPlan | RelatedPart = plan,
): string | null {
  const [key] = path.split(/[.[]/);
  const column = part.columns.find(({ field }) => field.key === key);
  return column ? plan.header[column.at]! : null;
}
