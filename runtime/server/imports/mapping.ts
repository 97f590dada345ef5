/** Which column of a file fills which field: said in a mapping, or found by the names of the columns. */
import type { Field } from '#metadata/field.ts';
import { hint } from '#metadata/nearest.ts';
import type { Entity } from '#metadata/registry.ts';
import { type InputError, invalid } from '../rejection.ts';

export interface ColumnOf {
  readonly field: Field;
  /** Position in the rows of the file. */
  readonly at: number;
}

export interface Mapping {
  /** Column of the id that the records have in the file. */
  readonly id: number | null;
  readonly columns: readonly ColumnOf[];
}

/**
 * @param header names of the columns
 * @param said field by key → column; without it each column whose name is a field's key or label is taken
 */
export function mapColumns(
  entity: Entity,
  header: readonly string[],
  said: Readonly<Record<string, string>> | undefined,
  id: string | undefined,
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
    ? Object.entries(said).flatMap(([key, column]): ColumnOf[] => {
        const field = entity.fields.get(key);
        if (!field) {
          const message = `${entity.key} has no field "${key}".${hint(key, entity.fields.keys())}`;
          errors.push({ path: `columns.${key}`, code: 'no_field', message });
          return [];
        }
        return [{ field, at: at(column, `columns.${key}`) }];
      })
    : byName(entity, header);
  const idAt = id === undefined ? null : at(id, 'id');
  if (columns.length === 0 && errors.length === 0)
    errors.push({
      path: 'columns',
      code: 'no_column',
      message: `No column of the file is named like a field of ${entity.key}: ${[...entity.fields.keys()].join(', ')}.`,
    });
  if (errors.length > 0) throw invalid(errors);
  return { id: idAt, columns };
}

// helpers //////////

function byName(entity: Entity, header: readonly string[]): ColumnOf[] {
  return header.flatMap((column, at) => {
    const field = [...entity.fields.values()].find((one) => !one.kept && namesOf(one).has(plain(column)));
    return field ? [{ field, at }] : [];
  });
}

function namesOf({ key, label }: Field): Set<string> {
  const labels = typeof label === 'object' ? Object.values(label) : label === undefined ? [] : [label];
  return new Set([key, ...labels].map(plain));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
