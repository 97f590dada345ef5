/** Rows of one entity on their way through the pipeline: what was given, what they were, what they become. */

import type { FailureCode, Params, ValueProblem } from '#metadata/failures.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { RowValues } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { type RowProblem, rowProblem, valueProblem } from './refused.ts';
import type { Unit } from './unit.ts';

/** What a caller wants a record to be; without `id` a new one. */
export interface RowInput {
  /** Index of the row that came in. */
  readonly row: number;
  /** Where it stands in what came in: empty for the row itself, `lines[2]` for a line of it. */
  readonly path: string;
  readonly id: string | null;
  /** The version the change was made on; null: whichever there is. */
  readonly version: number | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** Values the platform itself gives: the parent of a line. Nobody's rights are asked for them. */
  readonly fixed?: RowValues;
  /** Its lists are saved afterwards by who saves it. */
  readonly listsFollow?: boolean;
}

export interface Row {
  readonly row: number;
  readonly path: string;
  readonly input: RowInput;
  readonly id: string;
  readonly created: boolean;
  /** What was given, in normal form, by key of field. */
  readonly given: Map<Field, Json>;
  /** Given for fields one may not set, which begin with a value of their own: fine where it is that value, as forms send it. */
  readonly claimed: Map<Field, Json>;
  /** Lists of children that were given. */
  readonly lists: Map<Field, Lines>;
  before: RowValues | null;
  values: Record<string, Json>;
}

/** What shall happen to the children of a record. */
export interface Lines {
  /** The whole list: children that are not in it are deleted. Null: only those named are touched. */
  readonly whole: boolean;
  readonly save: readonly {
    readonly id: string | null;
    readonly values: Readonly<Record<string, unknown>>;
    readonly path: string;
    readonly version: number | null;
  }[];
  readonly remove: readonly string[];
}

export interface RowSet {
  readonly entity: Entity;
  rows: readonly Row[];
  readonly problems: RowProblem[];
  /** Lines of a record are sent as they were read: what the platform keeps is passed over in them. */
  readonly lines: boolean;
}

/** The pipeline as its own stages call it, for rows within rows. Returns the ids in the order of the inputs. */
export type SaveRows = (
  unit: Unit,
  entity: Entity,
  inputs: readonly RowInput[],
  options?: { readonly lines?: boolean },
) => Promise<string[]>;

/** `amount` in a row, `lines[2].quantity` in a line of it. */
export function pathIn(row: Row, key: string): string {
  return row.path === '' ? key : key === '' ? row.path : `${row.path}.${key}`;
}

export function refuse(
  set: RowSet,
  row: Row,
  key: string,
  code: FailureCode,
  params: Params,
  status?: RowProblem['status'],
  extra?: RowProblem['extra'],
): void {
  set.problems.push(rowProblem(row.row, pathIn(row, key), code, params, status, extra));
}

export function refuseValue(set: RowSet, row: Row, key: string, problem: ValueProblem): void {
  set.problems.push(valueProblem(row.row, pathIn(row, key), problem));
}

/** Fields whose value this write changes. */
export function changedFields(set: RowSet, row: Row): Field[] {
  return [...set.entity.fields.values()].filter(
    (field) =>
      field.columns.length > 0 && !same(row.before?.[field.key] ?? null, row.values[field.key] ?? null),
  );
}

export function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && stable(a) === stable(b);
}

// helpers //////////

/** jsonb does not keep the order of keys. */
function stable(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
