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
  type RowValues,
  storedFields,
  updateSql,
} from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { columnsJson } from '../columns-json.ts';
import { formulaValue, loadPaths } from '../evaluate.ts';
import { lockParents, lockRows } from '../locks.ts';
import { same } from '../row-set.ts';
import { keyOf, noteChange, recordsIn, type Unit } from '../unit.ts';
import { rollupValues } from './rollups.ts';

/** Records calculated by one statement. */
const BATCH = 1000;

/** Records whose field must be calculated. */
interface DueRecords {
  readonly ids: Set<string>;
  /** Those whose stored value tells nothing: their children are read. */
  readonly anew: Set<string>;
}

/** By the field's id. */
type Due = Map<string, DueRecords>;

export async function calculate(unit: Unit): Promise<void> {
  const due: Due = new Map();
  for (const { entity, id, kind } of unit.changes.values())
    if (kind === 'restored')
      for (const field of entity.calculated) add(due, fieldId(entity.key, field), [id], true);
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
  for (const field of fields) add(due, fieldId(entity.key, field), ids, true);
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
  while (due.size > 0) {
    const next = takeNext(unit, due);
    for (let i = 0; i < next.ids.length; i += BATCH)
      for (const { field, records } of await calculateFields(unit, next, next.ids.slice(i, i + BATCH)))
        await markDependents(unit, due, next.entity, field, records);
  }
}

interface Next {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly ids: readonly string[];
  readonly anew: ReadonlySet<string>;
}

/** The fields of one entity that come next and don't read one another, with all records of any of them. */
function takeNext(unit: Unit, due: Due): Next {
  const { order } = unit.registry.calculations;
  const step = (id: string) => order.get(id) ?? 0;
  const [first] = [...due.keys()].sort((a, b) => step(a) - step(b)) as [string];
  const [key] = first.split('.') as [string];
  const entity = unit.registry.entities.get(key)!;
  const fields: Field[] = [];
  const ids = new Set<string>();
  const anew = new Set<string>();
  for (const [id, records] of due) {
    const [of, field] = id.split('.') as [string, string];
    if (of !== key || step(id) !== step(first)) continue;
    due.delete(id);
    fields.push(entity.fields.get(field)!);
    for (const record of records.ids) ids.add(record);
    for (const record of records.anew) anew.add(record);
  }
  return { entity, fields, ids: [...ids].sort(), anew };
}

function add(due: Due, field: string, ids: readonly string[], anew: boolean): void {
  const known = due.get(field) ?? { ids: new Set(), anew: new Set() };
  due.set(field, known);
  for (const id of ids) known.ids.add(id);
  if (anew) for (const id of ids) known.anew.add(id);
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
    // What reckons with other records by lookups finds no children among the changes.
    const anew = dependent.route.path.length > 0;
    add(due, id, await dependentIds(unit, entity, field, dependent, changed), anew);
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

/** Calculates fields that don't read one another; what came out different is written by one statement. */
async function calculateFields(
  unit: Unit,
  { entity, fields, anew }: Next,
  ids: readonly string[],
): Promise<ChangedField[]> {
  const unlocked = ids.filter((id) => !unit.known.has(keyOf(entity.key, id)));
  if (unlocked.length > 0) {
    const locked = await lockRows(unit, entity, unlocked);
    await lockParents(unit, entity, locked);
  }
  const records = recordsIn(unit, entity.key, ids);
  const results = await resultsOf(unit, { entity, fields }, records, anew);
  const changed = new Map(fields.map((field): [Field, Changed[]] => [field, []]));
  const written: Changed[] = [];
  for (const [i, before] of records.entries()) {
    const values = Object.fromEntries(fields.map((field) => [field.key, results.get(field)![i]!]));
    const different = fields.filter(({ key }) => !same(before[key] ?? null, values[key]!));
    if (different.length === 0) continue;
    const one = { id: before.id as string, before, after: { ...before, ...values } };
    written.push(one);
    for (const field of different) changed.get(field)!.push(one);
  }
  const touched = [...changed].filter(([, of]) => of.length > 0);
  if (touched.length === 0) return [];
  const id = entity.fields.get('id')!;
  const columns = touched.map(([field]) => field);
  const rows = written.map(({ after }) => columnsJson([id, ...columns], after));
  await unit.tx.query(updateSql(entity, columns), [JSON.stringify(rows)]);
  for (const { id: record, before, after } of written)
    noteChange(unit, entity, record, before, after, 'calculated');
  return touched.map(([field, of]) => ({ entity, field, records: of }));
}

/** Values of each field for each record: formulas one by one, sums over the same list by one statement. */
async function resultsOf(
  unit: Unit,
  { entity, fields }: Pick<Next, 'entity' | 'fields'>,
  records: readonly RowValues[],
  anew: ReadonlySet<string>,
): Promise<Map<Field, readonly Json[]>> {
  const results = new Map<Field, readonly Json[]>();
  const sums = new Map<string, Field[]>();
  for (const field of fields) {
    if (!field.rollup) results.set(field, await formulaValues(unit, entity, field, records));
    else sums.set(field.rollup.children, [...(sums.get(field.rollup.children) ?? []), field]);
  }
  for (const set of sums.values())
    for (const [field, values] of await rollupValues(unit, { entity, fields: set }, records, anew))
      results.set(field, values);
  return results;
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
