/** Which column of a file fills which field: said in a mapping, or found by the names of the columns. */
import type { Field } from '#metadata/field.ts';
import { hint } from '#metadata/nearest.ts';
import type { Entity } from '#metadata/registry.ts';
import { type InputError, invalid } from '../rejection.ts';

export interface PlanColumn {
  readonly field: Field;
  /** Position in the rows of the file. */
  readonly at: number;
}

export interface Mapping {
  /** Columns of the id that the records have in the file; null where they have none. */
  readonly id: readonly number[] | null;
  readonly columns: readonly PlanColumn[];
  /** Names of columns that go nowhere. */
  readonly ignored: readonly string[];
}

/**
 * @param header names of the columns
 * @param said field by key → column; without it each column whose name is a field's key or label is taken
 */
export function mapColumns(
  entity: Entity,
  header: readonly string[],
  said: Readonly<Record<string, string>> | undefined,
  id: readonly string[] | undefined,
  files: boolean,
): Mapping {
  const errors: InputError[] = [];
  const at = (column: string, path: string): number => {
    const found = header.indexOf(column);
    if (found < 0)
      errors.push({
        path,
        code: 'no_column',
        message: `The file has no column "${column}".${hint(column, header)}`,
      });
    return found;
  };
  const columns = said
    ? Object.entries(said).flatMap(([key, column]): PlanColumn[] => {
        const field = entity.fields.get(key);
        if (!field) {
          const message = `${entity.key} has no field "${key}".${hint(key, entity.fields.keys())}`;
          errors.push({ path: `columns.${key}`, code: 'no_field', message });
          return [];
        }
        return [{ field, at: at(column, `columns.${key}`) }];
      })
    : byName(entity, header, files);
  errors.push(...doubled(columns, header));
  const idAt = id?.map((column) => at(column, 'id')) ?? null;
  if (columns.length === 0 && errors.length === 0)
    errors.push({
      path: 'columns',
      code: 'no_column',
      message: `No column of the file is named like a field of ${entity.key}: ${writable(entity, files)
        .map(({ key }) => key)
        .join(', ')}.`,
    });
  if (errors.length > 0) throw invalid(errors);
  const taken = new Set([...(idAt ?? []), ...columns.map((column) => column.at)]);
  return { id: idAt, columns, ignored: header.filter((name, index) => name !== '' && !taken.has(index)) };
}

/**
 * Whether a cell can fill the field.
 * @param files came with the table, so that cells can name them
 */
export function fillable({ system, kept, columns, type }: Field, files: boolean): boolean {
  return !system && !kept && columns.length > 0 && (files || !type.holdsFile);
}

/** Names that differ in case, spaces and lines alone are the same. */
export function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

// helpers //////////

function byName(entity: Entity, header: readonly string[], files: boolean): PlanColumn[] {
  return header.flatMap((column, at) => {
    const field = writable(entity, files).find((one) => namesOf(one).has(plain(column)));
    return field ? [{ field, at }] : [];
  });
}

function writable({ fields }: Entity, files: boolean): Field[] {
  return [...fields.values()].filter((field) => fillable(field, files));
}

/** One field can't take two columns. */
function doubled(columns: readonly PlanColumn[], header: readonly string[]): InputError[] {
  return columns.flatMap(({ field, at }, i) => {
    const first = columns.findIndex((one) => one.field === field);
    if (first === i) return [];
    const message = `The columns ${columns[first]!.at + 1} "${header[columns[first]!.at]}" and ${at + 1} "${header[at]}" are both for ${field.key}. Rename or remove one of them.`;
    return [{ path: `columns.${field.key}`, code: 'doubled', message }];
  });
}

function namesOf({ key, label }: Field): Set<string> {
  const labels = typeof label === 'object' ? Object.values(label) : label === undefined ? [] : [label];
  return new Set([key, ...labels].map(plain));
}
