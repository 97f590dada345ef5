/**
 * Compares two registries and yields the steps from one to the other: tables, columns, keys, indexes. What the shapes can't
 * tell (a new name for the same thing, a table of values) comes as hints. Applying the steps to a database of the first
 * shape gives one of the second; tests prove it against PostgreSQL's own catalogue.
 */

import { fieldId } from '../registry/calculations.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import type { Json } from '../value.ts';
import { columnsAside, revivable, reviveColumns, reviveTable, statement, tableAside } from './aside.ts';
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
  for (const { old, now } of pairs) {
    if (old.table !== now.table)
      steps.push(
        ...about({ entity: now.key, field: null }, renameTable(old.table, now.table).map(statement)),
      );
    steps.push(...columnSteps(old, now, ground));
  }
  const existing = new Set(pairs.map(({ now }) => now.key));
  for (const entity of after.entities.values()) {
    if (existing.has(entity.key)) continue;
    const shape = to.get(entity.table)!;
    const called = ground.hints.formerly.get(entity.key) ?? entity.key;
    const back = revivable(ground.facts.tombstones, called, null, [...shape.columns.values()]);
    if (!back) fresh.add(entity.table);
    steps.push(
      ...about(
        { entity: entity.key, field: null },
        back ? reviveTable(back, entity.table) : [statement(createTable(shape))],
      ),
    );
  }
  steps.push(...keyAdds(pairs, from, to, fresh));
  steps.push(...indexSteps(pairs, from, to, fresh, ground));
  return steps;
}

interface Pair {
  readonly old: Entity;
  readonly now: Entity;
}

/** Entities that are the same before and after, by key or by hint; made ones follow the links field they were made for. */
export function entityPairs(before: Registry, after: Registry, hints: Hints): Pair[] {
  const pairs: Pair[] = [];
  for (const old of before.entities.values()) {
    if (old.made) continue;
    const now = after.entities.get(hints.entities.get(old.key) ?? old.key);
    if (now && !now.made) pairs.push({ old, now });
  }
  for (const { old, now } of [...pairs]) {
    for (const field of old.fields.values()) {
      const was = field.type.holders?.(field);
      const key = hints.fields.get(fieldId(old.key, field.key)) ?? field.key;
      const next = now.fields.get(key);
      const is = next?.type.holders?.(next);
      const [oldLinks, newLinks] = [
        before.entities.get(was?.entity ?? ''),
        after.entities.get(is?.entity ?? ''),
      ];
      if (!was?.made || !is?.made || !oldLinks || !newLinks) continue;
      pairs.push({ old: oldLinks, now: newLinks });
      if (was.by !== is.by) hints.fields.set(fieldId(oldLinks.key, was.by!), is.by!);
      if (was.made.target !== is.made.target && was.made.to === (reverseOf(hints, is.made.to) ?? is.made.to))
        hints.fields.set(fieldId(oldLinks.key, was.made.target), is.made.target);
    }
  }
  return pairs;
}

/** Fields that are the same before and after; the key afterwards by hint. */
export function fieldPairs(
  old: Entity,
  now: Entity,
  hints: Hints,
): { readonly was: Field; readonly is: Field }[] {
  return [...old.fields.values()].flatMap((was) => {
    const is = now.fields.get(hints.fields.get(fieldId(old.key, was.key)) ?? was.key);
    return is ? [{ was, is }] : [];
  });
}

// helpers //////////

function reverseOf(hints: Hints, key: string): string | undefined {
  return [...hints.entities].find(([, to]) => to === key)?.[0];
}

function about(subject: About, deeds: readonly StepDeed[]): Step[] {
  return deeds.map((deed) => ({ ...deed, about: subject }));
}

function columnSteps(old: Entity, now: Entity, { hints, release, facts }: Ground): Step[] {
  const steps: Step[] = [];
  const pairs = fieldPairs(old, now, hints);
  const [gone, stayed] = [new Set(old.fields.keys()), new Set<string>()];
  const renames: Step[] = [];
  const retypes: Step[] = [];
  for (const { was, is } of pairs) {
    gone.delete(was.key);
    stayed.add(is.key);
    const subject = { entity: now.key, field: is.key };
    const values = hints.values.get(fieldId(now.key, is.key)) ?? {};
    if (isRetyped(was, is, values))
      retypes.push(
        ...about(subject, retypeSteps(now.key, now.table, was, is, values, release, facts.rows(old.table))),
      );
    else
      renames.push(
        ...about(
          subject,
          renamedColumns(was, is).map(([from, to]) => statement(renameColumn(now.table, from, to))),
        ),
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
  steps.push(...inOrder(renames), ...retypes);
  for (const field of now.fields.values()) {
    if (stayed.has(field.key)) continue;
    const columns = columnsOf(field);
    const called = hints.formerly.get(fieldId(now.key, field.key)) ?? field.key;
    const back =
      columns.length > 0
        ? revivable(facts.tombstones, now.key, field.key, columns, { called, type: field.type.key })
        : null;
    const deeds = back
      ? reviveColumns(back, now.table, field.key)
      : columns.map((column) => statement(addColumn(now.table, column)));
    steps.push(...about({ entity: now.key, field: field.key }, deeds));
  }
  return steps;
}

function renamedColumns(was: Field, is: Field): [string, string][] {
  return was.columns.flatMap((column, i): [string, string][] => {
    const to = is.columns[i]!.name;
    return column.name === to ? [] : [[column.name, to]];
  });
}

/** a→b and b→c at once: the one whose target is free goes first; a swap goes over a third name. */
function inOrder(renames: readonly Step[]): Step[] {
  const parse = (step: Step) => /rename column ("[^"]+") to ("[^"]+")$/.exec((step as { sql: string }).sql)!;
  const waiting = [...renames];
  const done: Step[] = [];
  while (waiting.length > 0) {
    const sources = new Set(waiting.map((step) => parse(step)[1]));
    const at = waiting.findIndex((step) => !sources.has(parse(step)[2]));
    if (at >= 0) {
      done.push(...waiting.splice(at, 1));
      continue;
    }
    const [first] = waiting.splice(0, 1) as [Step & { sql: string }];
    const [, source, target] = parse(first) as unknown as [string, string, string];
    const third = `"${source.slice(1, -1).slice(0, 55)}__swap"`;
    done.push({
      ...first,
      sql: first.sql.replace(`${source} to ${target}`, `${source} to ${third}`),
    } as Step);
    waiting.push({
      ...first,
      sql: first.sql.replace(`${source} to ${target}`, `${third} to ${target}`),
    } as Step);
  }
  return done;
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
function keyDrops(pairs: readonly Pair[], from: Shapes, to: Shapes, { before }: Ground): Step[] {
  const steps: Step[] = [];
  for (const shape of from.values()) {
    const pair = pairs.find(({ old }) => old.table === shape.name);
    const target = pair && to.get(pair.now.table);
    for (const key of shape.foreignKeys.values()) {
      if (target && same(target.foreignKeys.get(key.name), key)) continue;
      steps.push(...about(aboutColumn(key.table, key.column, before), [statement(dropKey(key))]));
    }
    for (const index of shape.indexes.values()) {
      if (target && same(target.indexes.get(index.name), index)) continue;
      steps.push(
        ...about(aboutColumn(index.table, index.columns[0]!, before), [statement(dropIndex(index.name))]),
      );
    }
  }
  return steps;
}

function same(a: ForeignKey | Index | undefined, b: ForeignKey | Index): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function keyAdds(pairs: readonly Pair[], from: Shapes, to: Shapes, fresh: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  for (const shape of to.values()) {
    const pair = pairs.find(({ now }) => now.table === shape.name);
    const old = pair && from.get(pair.old.table);
    for (const key of shape.foreignKeys.values()) {
      if (old && same(old.foreignKeys.get(key.name), key)) continue;
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
    const untouched = pair ? untouchedColumns(pair, hints) : new Set<string>();
    for (const index of shape.indexes.values()) {
      if (old && same(old.indexes.get(index.name), index)) continue;
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
