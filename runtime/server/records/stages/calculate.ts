/**
 * What follows from the changes of a unit: sums over children, formulas that read other records, and what depends on those, each
 * field after all it reads. Writes only what came out different; versions stay (DECISIONS 18).
 */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import {
  type Dependent,
  dependentsQuery,
  fieldId,
  isNumeric,
  type RollupFigure,
  type RowValues,
  rollupQuery,
  storedFields,
  updateSql,
} from '#metadata/rows.ts';
import { type Json, numberOf, type Value } from '#metadata/value.ts';
import { columnsJson } from '../columns-json.ts';
import { formulaValue, loadPaths, wireOf } from '../evaluate.ts';
import { lockParents, lockRows } from '../locks.ts';
import { same } from '../row-set.ts';
import { keyOf, noteChange, type RecordKey, recordsIn, type Unit } from '../unit.ts';

/** Records calculated by one statement. */
const BATCH = 1000;

/** Ids of records whose field must be calculated, by the field's id. */
type Due = Map<string, Set<string>>;

export async function calculate(unit: Unit): Promise<void> {
  const due: Due = new Map();
  for (const { entity, id, kind } of unit.changes.values())
    if (kind === 'restored')
      for (const field of entity.calculated) add(due, fieldId(entity.key, field), [id]);
  for (const { entity, field, records } of changedFields(unit))
    await markDependents(unit, due, entity, field, records);
  await workOff(unit, due);
}

/** Calculates these fields of these records anew, and all that depends on them. For new formulas over old records. */
export async function recalculate(
  unit: Unit,
  entity: Entity,
  fields: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const due: Due = new Map();
  for (const field of fields) add(due, fieldId(entity.key, field), ids);
  await workOff(unit, due);
}

// helpers //////////

interface Changed {
  readonly id: string;
  readonly before: RowValues | null;
  readonly after: RowValues;
}

interface ChangedField {
  readonly entity: Entity;
  readonly field: Field;
  readonly records: Changed[];
}

/** Fields that were changed by what was written, each with the records, so that it is asked once what depends on them. */
function changedFields(unit: Unit): Iterable<ChangedField> {
  const found = new Map<Field, ChangedField>();
  for (const [key, { entity, id, before, kind }] of unit.changes) {
    if (kind === 'calculated') continue; // what follows from it was calculated with it
    const after = unit.known.get(key)!;
    for (const field of storedFields(entity)) {
      if (same(before?.[field.key] ?? null, after[field.key] ?? null)) continue;
      const one = found.get(field) ?? { entity, field, records: [] };
      one.records.push({ id, before, after });
      found.set(field, one);
    }
  }
  return found.values();
}

async function workOff(unit: Unit, due: Due): Promise<void> {
  const { order } = unit.registry.calculations;
  while (due.size > 0) {
    const [next] = [...due.keys()].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const ids = [...due.get(next!)!].sort();
    due.delete(next!);
    const [entityKey, fieldKey] = next!.split('.') as [string, string];
    const entity = unit.registry.entities.get(entityKey)!;
    const field = entity.fields.get(fieldKey)!;
    for (let i = 0; i < ids.length; i += BATCH) {
      const changed = await calculateField(unit, entity, field, ids.slice(i, i + BATCH));
      if (changed.length > 0) await markDependents(unit, due, entity, field, changed);
    }
  }
}

function add(due: Due, id: string, ids: Iterable<string>): void {
  const known = due.get(id) ?? new Set();
  due.set(id, known);
  for (const one of ids) known.add(one);
}

async function markDependents(
  unit: Unit,
  due: Due,
  entity: Entity,
  field: Field,
  changed: readonly Changed[],
): Promise<void> {
  for (const dependent of unit.registry.calculations.dependents.get(fieldId(entity.key, field.key)) ?? []) {
    const id = fieldId(dependent.entity, dependent.field);
    add(due, id, await dependentIds(unit, entity, field, dependent, changed));
  }
}

async function dependentIds(
  unit: Unit,
  entity: Entity,
  field: Field,
  { entity: key, field: target, route }: Dependent,
  changed: readonly Changed[],
): Promise<string[]> {
  if (route.path.length === 0) {
    if (route.kind === 'parent')
      return changed.flatMap(({ before, after }) => parentsOf(route.by, before, after));
    // The formulas of records that went through the pipeline are up to date, unless a calculation came behind.
    const calculated = field.formula === null && field.rollup === null;
    const own = unit.registry.entities.get(key)!.fields.get(target)!;
    return changed
      .map(({ id }) => id)
      .filter((id) => !(calculated && own.formula && unit.calculated.has(keyOf(entity.key, id))));
  }
  const other = unit.registry.entities.get(key)!;
  const query = dependentsQuery(
    other,
    route,
    changed.map(({ id }) => id),
    unit.asker,
  );
  return (await unit.tx.query<{ id: string }>(query)).rows.map(({ id }) => id);
}

function parentsOf(by: string, ...states: (RowValues | null)[]): string[] {
  return states.flatMap((values) => (typeof values?.[by] === 'string' ? [values[by] as string] : []));
}

async function calculateField(
  unit: Unit,
  entity: Entity,
  field: Field,
  ids: readonly string[],
): Promise<Changed[]> {
  const unlocked = ids.filter((id) => !unit.known.has(keyOf(entity.key, id)));
  if (unlocked.length > 0) {
    const locked = await lockRows(unit, entity, unlocked);
    await lockParents(unit, entity, locked);
  }
  const records = recordsIn(unit, entity.key, ids);
  const values = field.formula
    ? await formulaValues(unit, entity, field, records)
    : await rollupValues(unit, entity, field, records);
  const changed: Changed[] = [];
  for (const [i, before] of records.entries()) {
    const value = values[i]!;
    if (same(before[field.key] ?? null, value)) continue;
    changed.push({ id: before.id as string, before, after: { ...before, [field.key]: value } });
  }
  if (changed.length === 0) return [];
  const id = entity.fields.get('id')!;
  const rows = changed.map(({ after }) => columnsJson([id, field], after));
  await unit.tx.query(updateSql(entity, [field]), [JSON.stringify(rows)]);
  for (const { id: record, before, after } of changed)
    noteChange(unit, entity, record, before, after, 'calculated');
  return changed;
}

async function formulaValues(
  unit: Unit,
  entity: Entity,
  field: Field,
  records: readonly RowValues[],
): Promise<Json[]> {
  await loadPaths(unit, entity, records, field.formula!.reads, 'read');
  return records.map((values) => formulaValue(unit, entity, values, field));
}

async function rollupValues(
  unit: Unit,
  entity: Entity,
  field: Field,
  records: readonly RowValues[],
): Promise<Json[]> {
  const query = rollupQuery(
    entity,
    field,
    records.map((values) => values.id as string),
    unit.asker,
  );
  const { rows } = await unit.tx.query(query);
  const figures = new Map<RecordKey, RollupFigure>();
  for (const row of rows) {
    const figure = query.decode(row);
    figures.set(figure.parent, figure);
  }
  const child = childField(unit, entity, field);
  return records.map((values) => rollupValue(field, child, values, figures.get(values.id as string)));
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

function childField(unit: Unit, entity: Entity, field: Field): Field | null {
  const { children, field: key } = field.rollup!;
  const holders = entity.fields.get(children)!;
  const child = unit.registry.entities.get(holders.type.holders!(holders)!.entity)!;
  return key === null ? null : (child.fields.get(key) ?? null);
}
