/** The cells of a row as values: of the record itself and of the records it refers to, with what is wrong at which column. */
import { type Field, parseText } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { unmarked } from '../../harmless-text.ts';
import type { FilesBeside } from '../bundle.ts';
import type { PlanColumn } from '../mapping.ts';
import { namedBy, type References } from '../references.ts';
import type { CsvRow } from '../sheets/csv-rows.ts';
import type { ImportPlan, RelatedPart } from './import-plan.ts';

export interface Problem {
  readonly column: string | null;
  readonly code: string;
  /** Names within the sentence, for a translation by code. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface LaterReference {
  readonly field: Field;
  readonly column: string;
  readonly text: string;
}

/** A cell that names a file which came with the table. */
export interface FileCell {
  readonly field: Field;
  readonly column: string;
  readonly text: string;
  /** Where it lies in the archive. */
  readonly path: string;
  /** The values it belongs to. */
  readonly onto: Record<string, Json>;
}

export interface PreparedRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The id it has in the file. */
  readonly external: string | null;
  readonly values: Record<string, Json>;
  /** Refers to records that later rows of the file may make. */
  readonly later: readonly LaterReference[];
  readonly files: readonly FileCell[];
  /** Fields whose cell is empty. */
  readonly empty: readonly string[];
  readonly related: ReadonlyMap<RelatedPart, Record<string, Json>>;
  readonly problems: Problem[];
}

/** Texts that name records, to be looked up for all rows at once: by entity; among them the file's own ids. */
export function namedRecords(plan: ImportPlan, rows: readonly CsvRow[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  if (plan.ids)
    named.set(plan.entity.key, new Set(rows.flatMap(({ cells }) => externalId(plan, cells) ?? [])));
  for (const { field, at } of [...plan.columns, ...plan.related.flatMap(({ columns }) => columns)]) {
    if (!field.type.refersTo) continue;
    for (const { cells } of rows) {
      const written = textOf(plan, cells[at]);
      for (const { entity, text } of written === '' ? [] : namedBy(field, written))
        named.set(entity, (named.get(entity) ?? new Set<string>()).add(text));
    }
  }
  return named;
}

/** What exported files mark as text (`'+380…`), so that no spreadsheet runs it, comes back without the mark. */
export function cellText(cell: string | undefined): string {
  return unmarked((cell ?? '').trim());
}

/** `10248`, or `10248/11` of two columns; null where the file has no ids, or one of the cells is empty. */
export function externalId(plan: ImportPlan, cells: readonly string[]): string | null {
  const parts = plan.ids?.at.map((at) => textOf(plan, cells[at])) ?? [''];
  return parts.includes('') ? null : parts.join('/');
}

export function prepareRow(
  plan: ImportPlan,
  references: References,
  { line, cells, header }: CsvRow,
  beside: FilesBeside | null,
): PreparedRow {
  const problems: Problem[] = [];
  if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
    problems.push({
      column: null,
      code: 'import_cells',
      params: { cells: cells.length, columns: header.length },
      message: `The row has ${cells.length} cells, the header ${header.length}: a text with the separator in it must be quoted.`,
    });
  const external = externalId(plan, cells);
  if (plan.ids && external === null)
    problems.push({ column: header[plan.ids.at[0]!]!, code: 'import_no_id', message: 'The row has no id.' });
  const later: LaterReference[] = [];
  const files: FileCell[] = [];
  const read = (columns: readonly PlanColumn[], onto: Record<string, Json>): string[] =>
    columns.flatMap(({ field, at }) => {
      const text = textOf(plan, cells[at]);
      if (text === '') return [field.key];
      if (field.type.holdsFile) {
        const column = header[at]!;
        const path = beside?.find(text) ?? null;
        if (path !== null) files.push({ field, column, text, path, onto });
        else problems.push(noFile(column, text));
        return [];
      }
      const named = namedBy(field, text);
      if (named.length > 0) {
        const found = named.flatMap((one) => {
          const id = references.find(one.entity, one.text);
          return id === undefined ? [] : [{ entity: one.entity, id }];
        });
        const several = field.type.refersTo!(field)!.entities.length > 1;
        if (found.length === 1) onto[field.key] = several ? found[0]! : found[0]!.id;
        else if (found.length > 1) problems.push(ambiguous(header[at]!, text, found));
        else if (plan.ids && !several && named[0]!.entity === plan.entity.key)
          later.push({ field, column: header[at]!, text });
        else
          problems.push({
            column: header[at]!,
            code: 'import_no_record',
            params: { text },
            message: `There is no ${named.map(({ entity }) => entity).join(' or ')} “${named[0]!.text}”.`,
          });
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
  const values: Record<string, Json> = { ...plan.constants };
  const empty = read(plan.columns, values);
  const related = new Map<RelatedPart, Record<string, Json>>();
  for (const part of plan.related) {
    const own: Record<string, Json> = {};
    read(part.columns, own);
    if (Object.keys(own).length > 0 || files.some(({ onto }) => onto === own)) related.set(part, own);
  }
  return { line, cells, external, values, later, files, empty, related, problems };
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

// helpers //////////

function noFile(column: string, text: string): Problem {
  const message = `There is no file “${text}” in the ZIP.`;
  return { column, code: 'import_no_file', params: { text }, message };
}

function ambiguous(column: string, text: string, found: readonly { readonly entity: string }[]): Problem {
  const entities = found.map(({ entity }) => entity);
  return {
    column,
    code: 'import_ambiguous',
    params: { text, entities: entities.join(', ') },
    message: `“${text}” is the name of a record of ${entities.join(' and of ')}: write “${entities[0]}: ${text}”, or the other.`,
  };
}

/** Empty where the cell stands for nothing. */
function textOf({ nothing }: ImportPlan, cell: string | undefined): string {
  const text = cellText(cell);
  return text === nothing ? '' : text;
}
