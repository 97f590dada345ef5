/**
 * Compares two registries and yields the steps from one to the other: tables, columns, keys, indexes. What the shapes can't
 * tell (a new name for the same thing, a table of values) comes as hints. Applying the steps to a database of the first
 * shape gives one of the second; tests prove it against PostgreSQL's own catalogue.
 */

import { fieldId } from '../registry/calculations.ts';
import type { Entity, Registry } from '../registry/model.ts';
import type { Json } from '../value.ts';
import { columnsAside, revivable, reviveColumns, reviveTable, statement, tableAside } from './aside.ts';
import { keptValues } from './kept.ts';
import { entityPairs, fieldPairs, type Pair } from './pairs.ts';
import { inOrder, type Renaming } from './renames.ts';
import { isRetyped, retypeSteps, SMALL_TABLE } from './retype.ts';
import { columnsOf, type ForeignKey, type Index, shapeOf, type TableShape } from './shape.ts';
import {
  addColumn,
  addKey,
  createIndex,
  createTable,
  dropIndex,
  dropKey,
  renameColumn,
  renameTable,
  validateKey,
} from './statements.ts';
import type { About, Hints, Step, StepDeed, Tombstone } from './steps.ts';

export interface DiffFacts {
  /** Rows of a table as it is now, about. */
  rows(table: string): number;
  readonly tombstones: readonly Tombstone[];
}

interface Ground {
  readonly before: Registry;
  readonly after: Registry;
  readonly hints: Hints;
  readonly release: number;
  readonly facts: DiffFacts;
}

/** Steps in the order in which they must run within their phase. */
export function diffSteps(ground: Ground): Step[] {
  const { before, after, hints } = ground;
  const pairs = entityPairs(before, after, hints);
  const [from, to] = [shapeOf(before), shapeOf(after)];
  const steps: Step[] = [];
  const kept = new Map(pairs.map(({ old, now }) => [old.key, now]));
  const fresh = new Set<string>();

  steps.push(...keyDrops(pairs, from, to, ground));
  for (const entity of before.entities.values()) {
    if (kept.has(entity.key)) continue;
    const shape = from.get(entity.table)!;
    const definition = (before.configuration.definitions.get(`entity/${entity.key}`)?.content ?? {}) as Json;
    steps.push(
      ...about(
        { entity: entity.key, field: null },
        tableAside(entity.key, entity.table, ground.release, [...shape.columns.values()], definition),
      ),
    );
  }
  const moved = pairs.filter(({ old, now }) => old.table !== now.table);
  for (const { from, to, now } of inOrder(
    moved.map(({ old, now }) => ({ from: old.table, to: now.table, now })),
  ))
    steps.push(...about({ entity: now.key, field: null }, renameTable(from, to).map(statement)));
  for (const { old, now } of pairs) steps.push(...columnSteps(old, now, ground));
  const existing = new Set(pairs.map(({ now }) => now.key));
  for (const entity of after.entities.values()) {
    if (existing.has(entity.key)) continue;
    const shape = to.get(entity.table)!;
    const called = ground.hints.formerly.get(entity.key) ?? entity.key;
    const back = revivable(ground.facts.tombstones, { entity: called, table: entity.table }, null, [
      ...shape.columns.values(),
    ]);
    if (!back) fresh.add(entity.table);
    steps.push(
      ...about(
        { entity: entity.key, field: null },
        back ? reviveTable(back, entity.table) : [statement(createTable(shape))],
      ),
    );
  }
  steps.push(...keyAdds(pairs, from, to, fresh, ground.hints));
  steps.push(...indexSteps(pairs, from, to, fresh, ground));
  return steps;
}

// helpers //////////

function about(subject: About, deeds: readonly StepDeed[]): Step[] {
  return deeds.map((deed) => ({ ...deed, about: subject }));
}

function columnSteps(old: Entity, now: Entity, { hints, release, facts }: Ground): Step[] {
  const steps: Step[] = [];
  const pairs = fieldPairs(old, now, hints);
  const [gone, stayed] = [new Set(old.fields.keys()), new Set<string>()];
  const renames: (Renaming & { readonly subject: About })[] = [];
  const retypes: Step[] = [];
  for (const { was, is } of pairs) {
    gone.delete(was.key);
    stayed.add(is.key);
    const subject = { entity: now.key, field: is.key };
    const values = hints.values.get(fieldId(now.key, is.key)) ?? {};
    if (isRetyped(was, is, values))
      retypes.push(
        ...about(
          subject,
          retypeSteps({
            entity: now.key,
            tables: { old: old.table, now: now.table },
            was,
            is,
            values,
            kept: keptValues(facts.tombstones, old.table, was, is),
            release,
            rows: facts.rows(old.table),
          }),
        ),
      );
    else
      renames.push(
        ...was.columns.flatMap((column, i) => {
          const to = is.columns[i]!.name;
          return column.name === to ? [] : [{ from: column.name, to, subject }];
        }),
      );
  }
  for (const key of gone) {
    const field = old.fields.get(key)!;
    const deeds = columnsAside(
      now.key,
      key,
      now.table,
      columnsOf(field),
      release,
      field.definition as unknown as Json,
    );
    steps.push(...about({ entity: now.key, field: key }, deeds));
  }
  // First what makes room, then what takes it: a new field may have the name an old one gives up.
  for (const { from, to, subject } of inOrder(renames))
    steps.push(...about(subject, [statement(renameColumn(now.table, from, to))]));
  steps.push(...retypes);
  for (const field of now.fields.values()) {
    if (stayed.has(field.key)) continue;
    const columns = columnsOf(field);
    const called = hints.formerly.get(fieldId(now.key, field.key)) ?? field.key;
    const back =
      columns.length > 0
        ? revivable(facts.tombstones, { entity: now.key, table: old.table }, field.key, columns, {
            called,
            type: field.type.key,
          })
        : null;
    const deeds = back
      ? reviveColumns(back, now.table, field.key)
      : columns.map((column) => statement(addColumn(now.table, column)));
    steps.push(...about({ entity: now.key, field: field.key }, deeds));
  }
  return steps;
}

function aboutColumn(table: string, column: string, registry: Registry): About {
  const entity = [...registry.entities.values()].find((candidate) => candidate.table === table);
  const field = [...(entity?.fields.values() ?? [])].find((candidate) =>
    candidate.columns.some((part) => part.name === column),
  );
  return { entity: entity?.key ?? table, field: field?.key ?? null };
}

type Shapes = ReadonlyMap<string, TableShape>;

/** Keys and indexes whose name or meaning changes go first, under the old names of their tables. */
function keyDrops(pairs: readonly Pair[], from: Shapes, to: Shapes, { before, hints }: Ground): Step[] {
  const steps: Step[] = [];
  for (const shape of from.values()) {
    const pair = pairs.find(({ old }) => old.table === shape.name);
    const target = pair && to.get(pair.now.table);
    const untouched = pair ? untouchedColumns(pair, hints) : NONE;
    for (const key of shape.foreignKeys.values()) {
      if (target && stays(target.foreignKeys.get(key.name), key, untouched)) continue;
      steps.push(...about(aboutColumn(key.table, key.column, before), [statement(dropKey(key))]));
    }
    for (const index of shape.indexes.values()) {
      if (target && stays(target.indexes.get(index.name), index, untouched)) continue;
      steps.push(
        ...about(aboutColumn(index.table, index.columns[0]!, before), [statement(dropIndex(index.name))]),
      );
    }
  }
  return steps;
}

const NONE: ReadonlySet<string> = new Set();

/** The same in both shapes, and on the very same columns: one that took another's name takes its keys and indexes along. */
function stays(
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

function keyAdds(
  pairs: readonly Pair[],
  from: Shapes,
  to: Shapes,
  fresh: ReadonlySet<string>,
  hints: Hints,
): Step[] {
  const steps: Step[] = [];
  for (const shape of to.values()) {
    const pair = pairs.find(({ now }) => now.table === shape.name);
    const old = pair && from.get(pair.old.table);
    const untouched = pair ? untouchedColumns(pair, hints) : NONE;
    for (const key of shape.foreignKeys.values()) {
      if (old && stays(old.foreignKeys.get(key.name), key, untouched)) continue;
      const subject = { entity: pair?.now.key ?? shape.name, field: key.column };
      const empty = fresh.has(shape.name);
      steps.push(...about(subject, [statement(addKey(key, empty))]));
      if (!empty)
        steps.push(...about(subject, [{ phase: 'finish', kind: 'statement', sql: validateKey(key) }]));
    }
  }
  return steps;
}

/** On new and small tables in the switch; else without a lock, before it where the columns are there already. */
function indexSteps(
  pairs: readonly Pair[],
  from: Shapes,
  to: Shapes,
  fresh: ReadonlySet<string>,
  { facts, after, hints, before }: Ground,
): Step[] {
  const steps: Step[] = [];
  for (const shape of to.values()) {
    const pair = pairs.find(({ now }) => now.table === shape.name);
    const old = pair && from.get(pair.old.table);
    const untouched = pair ? untouchedColumns(pair, hints) : NONE;
    for (const index of shape.indexes.values()) {
      if (old && stays(old.indexes.get(index.name), index, untouched)) continue;
      const subject = aboutColumn(index.table, index.columns[0]!, after);
      const small = fresh.has(shape.name) || facts.rows(pair?.old.table ?? shape.name) <= SMALL_TABLE;
      steps.push(
        ...about(
          subject,
          small ? [statement(createIndex(index, false))] : [largeIndex(index, pair, untouched, before)],
        ),
      );
    }
  }
  return steps;
}

/** Columns that are there before the switch under the name they have after it. */
function untouchedColumns({ old, now }: Pair, hints: Hints): Set<string> {
  const pairs = fieldPairs(old, now, hints).filter(
    ({ was, is }) => !isRetyped(was, is, hints.values.get(fieldId(now.key, is.key)) ?? {}),
  );
  const names = pairs.flatMap(({ was, is }) =>
    was.columns.filter((column, i) => column.name === is.columns[i]?.name).map((column) => column.name),
  );
  return old.table === now.table ? new Set(names) : new Set();
}

function largeIndex(
  index: Index,
  pair: Pair | undefined,
  untouched: ReadonlySet<string>,
  before: Registry,
): StepDeed {
  const early = index.columns.every((column) => untouched.has(column));
  const fields = index.columns.map((column) => aboutColumn(index.table, column, before).field ?? column);
  const unique = index.unique ? { entity: pair?.now.key ?? index.table, fields } : null;
  return {
    phase: early ? 'prepare' : 'finish',
    kind: 'index',
    sql: createIndex(index, true),
    name: index.name,
    unique,
    undo: dropIndex(index.name, true),
  };
}
