/**
 * Compares two registries and yields the steps from one to the other: tables, columns, keys, indexes. What the shapes can't
 * tell (a new name for the same thing, a table of values) comes as hints. Applying the steps to a database of the first
 * shape gives one of the second; tests prove it against PostgreSQL's own catalogue.
 */

import { fieldId } from '../registry/calculations.ts';
import type { Entity } from '../registry/model.ts';
import type { Json } from '../value.ts';
import { columnsAside, revivable, reviveColumns, reviveTable, statement, tableAside } from './aside.ts';
import { about, aboutColumn, type Ground, NONE, type Shapes, stays, untouchedColumns } from './ground.ts';
import { indexSteps } from './index-steps.ts';
import { keptValues } from './kept.ts';
import { moveSteps } from './moves.ts';
import { entityPairs, fieldPairs, type Pair } from './pairs.ts';
import { inOrder, type Renaming } from './renames.ts';
import { isRetyped, retypeSteps } from './retype.ts';
import { columnsOf, shapeOf } from './shape.ts';
import {
  addColumn,
  addKey,
  createTable,
  dropIndex,
  dropKey,
  renameColumn,
  renameTable,
  validateKey,
} from './statements.ts';
import type { About, Hints, Step } from './steps.ts';

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
        tableAside(
          hints.entities.get(entity.key) ?? entity.key,
          entity.table,
          ground.release,
          [...shape.columns.values()],
          definition,
        ),
      ),
    );
  }
  const moved = pairs.filter(({ old, now }) => old.table !== now.table);
  for (const { from, to, now } of inOrder(
    moved.map(({ old, now }) => ({ from: old.table, to: now.table, now })),
  ))
    steps.push(...about({ entity: now.key, field: null }, renameTable(from, to).map(statement)));
  for (const { old, now } of pairs) steps.push(...columnSteps(old, now, ground));
  steps.push(...moveSteps(pairs, ground));
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
    if (isRetyped(was, is, values, hints.entities))
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
    const called = hints.fields.get(fieldId(old.key, key)) ?? key;
    const deeds = columnsAside(field, columnsOf(field), {
      entity: now.key,
      field: called,
      release,
      table: now.table,
      definition: field.definition as unknown as Json,
      became: null,
    });
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
