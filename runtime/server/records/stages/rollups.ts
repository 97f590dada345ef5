/**
 * Values of rollups for the stage `calculate`: by what the unit has done to the children, where that is exact (`#metadata/difference.ts`),
 * else by reading all of them. Parents are locked; what is stored of them is what their children came to before this unit.
 */
import { byDifference, type Counted, isDifferential } from '#metadata/difference.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { isNumeric, type RollupFigure, type RollupSet, type RowValues, rollupQuery } from '#metadata/rows.ts';
import { type Json, numberOf, type Value } from '#metadata/value.ts';
import { evaluateOver, wireOf } from '../evaluate.ts';
import { type Change, keyOf, type Unit } from '../unit.ts';

/** Rollups over one list of children. @param anew records whose stored values tell nothing */
export async function rollupValues(
  unit: Unit,
  set: RollupSet,
  records: readonly RowValues[],
  anew: ReadonlySet<string>,
): Promise<Map<Field, Json[]>> {
  const list = listOf(unit, set);
  const known = new Map<string, readonly Json[]>();
  if (set.fields.every((field) => isDifferential(field, list.child))) {
    const changes = changesByParent(unit, list);
    for (const values of records) {
      const id = values.id as string;
      const told = anew.has(id) ? null : differences(unit, set, list, values, changes.get(id) ?? []);
      if (told) known.set(id, told);
    }
  }
  const unknown = records.filter(({ id }) => !known.has(id as string));
  for (const [id, figures] of await figuresOf(unit, set, unknown)) known.set(id, figures);
  return new Map(
    set.fields.map((field, i): [Field, Json[]] => [
      field,
      records.map(({ id }) => known.get(id as string)![i]!),
    ]),
  );
}

// helpers //////////

/** A list of children: their entity, and their lookup of the parent. */
interface List {
  readonly child: Entity;
  readonly by: string;
}

function listOf({ registry }: Unit, { entity, fields }: RollupSet): List {
  const holders = entity.fields.get(fields[0]!.rollup!.children)!;
  return { child: registry.entities.get(holders.type.holders!(holders)!.entity)!, by: holders.by! };
}

function summedOf({ child }: List, { rollup }: Field): Field | null {
  return rollup!.field === null ? null : (child.fields.get(rollup!.field) ?? null);
}

/** What the unit has done to the children, under each parent they had or have. */
function changesByParent({ changes, known }: Unit, { child, by }: List): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const [key, change] of changes) {
    if (change.entity.key !== child.key) continue;
    const parents = new Set([change.before?.[by], known.get(key)![by]]);
    for (const parent of parents) {
      if (typeof parent !== 'string') continue;
      const list = found.get(parent) ?? [];
      found.set(parent, list);
      list.push(change);
    }
  }
  return found;
}

/** Values of all fields of the set; null where one of them has to be read. */
function differences(
  unit: Unit,
  { fields }: RollupSet,
  list: List,
  values: RowValues,
  changes: readonly Change[],
): readonly Json[] | null {
  const told: Json[] = [];
  for (const field of fields) {
    const stored = values[field.key] ?? null;
    const counted = countedOf(unit, list, field, values.id as string, changes);
    const figure = byDifference(field, summedOf(list, field), stored, counted);
    if (!figure) return null;
    told.push(wireOf(field, figure.figure, values, figure.currency));
  }
  return told;
}

function countedOf(
  unit: Unit,
  list: List,
  { rollup }: Field,
  parent: string,
  changes: readonly Change[],
): Counted {
  const counts = (child: RowValues | null): child is RowValues =>
    child !== null &&
    (child.deleted_at ?? null) === null &&
    child[list.by] === parent &&
    (!rollup!.where || evaluateOver(unit, list.child, child, rollup!.where) === true);
  const summed = (child: RowValues): Json => (rollup!.field === null ? null : (child[rollup!.field] ?? null));
  const gone: Json[] = [];
  const come: Json[] = [];
  for (const { entity, id, before } of changes) {
    const after = unit.known.get(keyOf(entity.key, id))!;
    if (counts(before)) gone.push(summed(before));
    if (counts(after)) come.push(summed(after));
  }
  return { gone, come };
}

/** By reading the children. */
async function figuresOf(
  unit: Unit,
  set: RollupSet,
  records: readonly RowValues[],
): Promise<Map<string, readonly Json[]>> {
  if (records.length === 0) return new Map();
  const list = listOf(unit, set);
  const ids = records.map(({ id }) => id as string);
  const query = rollupQuery(set, ids, unit.asker);
  const { rows } = await unit.tx.query(query);
  const figures = new Map<string, readonly RollupFigure[]>();
  for (const row of rows) {
    const decoded = query.decode(row);
    figures.set(decoded[0]!.parent, decoded);
  }
  return new Map(
    records.map((values) => {
      const id = values.id as string;
      const of = figures.get(id);
      return [id, set.fields.map((field, i) => rollupValue(field, summedOf(list, field), values, of?.[i]))];
    }),
  );
}

function rollupValue(
  field: Field,
  child: Field | null,
  values: RowValues,
  figure: RollupFigure | undefined,
): Json {
  const { aggregate } = field.rollup!;
  const none = aggregate === 'sum' || aggregate === 'count' ? numberOf(0) : null;
  if (!figure || figure.figure === null) return wireOf(field, none, values);
  // Amounts in different currencies have no sum.
  if (figure.currencies.length > 1) return null;
  return wireOf(field, figureValue(aggregate, child, figure.figure), values, figure.currencies[0]);
}

function figureValue(aggregate: string, child: Field | null, figure: Json): Value {
  const numeric = aggregate === 'count' || aggregate === 'sum' || aggregate === 'avg';
  if (numeric || child === null || isNumeric(child)) return numberOf(String(figure));
  const cells = [figure, ...child.columns.slice(1).map(() => null)];
  return child.type.toFeel(child.type.fromColumns(cells, child), child);
}
