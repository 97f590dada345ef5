/**
 * When and how indexes are made: on new and small tables in the switch, else without a lock. Before the switch where the columns
 * are there by then, under whatever name, so that duplicates refuse the publish instead of coming to light behind it.
 */
import { fieldId } from '../registry/calculations.ts';
import { name } from '../sql.ts';
import { statement } from './aside.ts';
import { about, aboutColumn, type Ground, NONE, type Shapes, stays, untouchedColumns } from './ground.ts';
import { keptValues } from './kept.ts';
import { fieldPairs, type Pair } from './pairs.ts';
import { isRetyped, SMALL_TABLE, shadowColumns } from './retype.ts';
import { type Index, shortName } from './shape.ts';
import { createIndex, dropIndex, renameIndex } from './statements.ts';
import type { Step, StepDeed } from './steps.ts';

export function indexSteps(
  pairs: readonly Pair[],
  from: Shapes,
  to: Shapes,
  fresh: ReadonlySet<string>,
  ground: Ground,
): Step[] {
  const { facts, after, hints } = ground;
  const steps: Step[] = [];
  for (const shape of to.values()) {
    const pair = pairs.find(({ now }) => now.table === shape.name);
    const old = pair && from.get(pair.old.table);
    const untouched = pair ? untouchedColumns(pair, hints) : NONE;
    for (const index of shape.indexes.values()) {
      if (old && stays(old.indexes.get(index.name), index, untouched)) continue;
      const subject = aboutColumn(index.table, index.columns[0]!, after);
      const small = !pair || fresh.has(shape.name) || facts.rows(pair.old.table) <= SMALL_TABLE;
      const deeds = small ? [statement(createIndex(index, false))] : largeIndex(index, pair, ground);
      steps.push(...about(subject, deeds));
    }
  }
  return steps;
}

// helpers //////////

function largeIndex(index: Index, pair: Pair, ground: Ground): StepDeed[] {
  const fields = index.columns.map(
    (column) => aboutColumn(index.table, column, ground.after).field ?? column,
  );
  const unique = index.unique ? { entity: pair.now.key, fields } : null;
  const make = (made: Index, phase: 'prepare' | 'finish'): StepDeed => ({
    phase,
    kind: 'index',
    sql: createIndex(made, true),
    name: made.name,
    unique,
    undo: dropIndex(made.name, true),
  });
  const names = earlyNames(pair, ground);
  if (!index.columns.every((column) => names.has(column))) return [make(index, 'finish')];
  // Under a name of its own, for the index it replaces may have the same.
  const early: Index = {
    ...index,
    name: shortName(`${index.name}__next`),
    table: pair.old.table,
    columns: index.columns.map((column) => names.get(column)!),
    parts: index.parts.map((part) =>
      part.replaceAll(/"([^"]+)"/g, (quoted, column: string) =>
        index.columns.includes(column) ? name(names.get(column)!) : quoted,
      ),
    ),
  };
  return [make(early, 'prepare'), statement(renameIndex(early.name, index.name))];
}

/** Columns as they will be called → as they are called before the switch, with the values they will have. */
function earlyNames({ old, now }: Pair, { hints, facts }: Ground): Map<string, string> {
  const names = new Map<string, string>();
  for (const { was, is } of fieldPairs(old, now, hints)) {
    const values = hints.values.get(fieldId(now.key, is.key));
    const kept = keptValues(facts.tombstones, old.table, was, is);
    const shadows = isRetyped(was, is, values, hints.entities)
      ? shadowColumns(was, is, values ?? {}, kept)
      : was.columns.map((column) => column.name);
    for (const [i, column] of is.columns.entries())
      if (shadows?.[i] !== undefined) names.set(column.name, shadows[i]);
  }
  return names;
}
