/** What all parts of the comparison of two registries stand on: the registries, hints, facts, and which columns stay as they are. */
import { fieldId } from '../registry/calculations.ts';
import type { Registry } from '../registry/model.ts';
import { fieldPairs, type Pair } from './pairs.ts';
import { isRetyped } from './retype.ts';
import type { ForeignKey, Index, TableShape } from './shape.ts';
import type { About, Hints, Step, StepDeed, Tombstone } from './steps.ts';

export interface DiffFacts {
  /** Rows of a table as it is now, about. */
  rows(table: string): number;
  readonly tombstones: readonly Tombstone[];
}

export interface Ground {
  readonly before: Registry;
  readonly after: Registry;
  readonly hints: Hints;
  readonly release: number;
  readonly facts: DiffFacts;
}

export type Shapes = ReadonlyMap<string, TableShape>;

export function about(subject: About, deeds: readonly StepDeed[]): Step[] {
  return deeds.map((deed) => ({ ...deed, about: subject }));
}

export function aboutColumn(table: string, column: string, registry: Registry): About {
  const entity = [...registry.entities.values()].find((candidate) => candidate.table === table);
  const field = [...(entity?.fields.values() ?? [])].find((candidate) =>
    candidate.columns.some((part) => part.name === column),
  );
  return { entity: entity?.key ?? table, field: field?.key ?? null };
}

export const NONE: ReadonlySet<string> = new Set();

/** The same in both shapes, and on the very same columns: one that took another's name takes its keys and indexes along. */
export function stays(
  a: ForeignKey | Index | undefined,
  b: ForeignKey | Index,
  untouched: ReadonlySet<string>,
): boolean {
  const columns = 'columns' in b ? b.columns : [b.column];
  return (
    a !== undefined &&
    JSON.stringify(a) === JSON.stringify(b) &&
    columns.every((column) => untouched.has(column))
  );
}

/** Columns that are there before the switch under the name they have after it. */
export function untouchedColumns({ old, now }: Pair, hints: Hints): Set<string> {
  const pairs = fieldPairs(old, now, hints).filter(
    ({ was, is }) => !isRetyped(was, is, hints.values.get(fieldId(now.key, is.key)), hints.entities),
  );
  const names = pairs.flatMap(({ was, is }) =>
    was.columns.filter((column, i) => column.name === is.columns[i]?.name).map((column) => column.name),
  );
  return old.table === now.table ? new Set(names) : new Set();
}
