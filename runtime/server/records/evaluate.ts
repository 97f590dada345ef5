/**
 * Formulas, defaults and checks over records: loads what they read by lookups, a statement a step of the way and entity, and
 * evaluates them with the closures that forms use too.
 */
import { type Compiled, EvaluationFailure } from '#metadata/expression.ts';
import { type Field, feelValue, valueOfFeel } from '#metadata/field.ts';
import { pipelineFunction } from '#metadata/form.ts';
import { platformFunctions } from '#metadata/functions.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import { type Json, Reference, type Value } from '#metadata/value.ts';
import { keyOf, type Maker, recordIn, recordsIn, type Unit } from './unit.ts';

const TITLE = 'title';

/**
 * Loads the records that these paths lead to from the rows. What formulas read is locked against change until the unit is
 * committed: whoever changes it afterwards finds this record and calculates it anew.
 */
export async function loadPaths(
  unit: Unit,
  entity: Entity,
  rows: readonly RowValues[],
  paths: readonly (readonly string[])[],
  lock: 'read' | null,
): Promise<void> {
  const beyond = paths.filter((path) => path.length > 1);
  if (beyond.length === 0 || rows.length === 0) return;
  for (const [step, rests] of grouped(beyond)) {
    const field = entity.fields.get(step);
    const target = step === 'me' ? unit.registry.entities.get('user')! : targetOf(unit, field);
    if (!target) continue;
    const ids = step === 'me' ? peopleIn(unit) : rows.map((row) => row[step] as string | null | undefined);
    const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
    const titled = rests.some((rest) => rest[0] === TITLE && !target.fields.has(TITLE));
    await loadRelated(unit, target, wanted, lock, titled);
    await loadPaths(unit, target, recordsIn(unit, target.key, wanted), rests, lock);
  }
}

/**
 * Evaluates over a record; what it reads of others must have been loaded. Throws EvaluationFailure.
 * @param maker who `me` is and when it is
 */
export function evaluateOver(
  unit: Unit,
  entity: Entity,
  values: RowValues,
  compiled: Compiled,
  { principal, now }: Maker = unit,
): Value {
  const clock = { now, zone: principal.zone };
  return compiled.evaluate(
    {
      get(name) {
        if (name === 'me')
          return principal.personId === null ? null : new Reference('user', principal.personId);
        return nameIn(entity, values, name);
      },
    },
    {
      ...clock,
      functions: { ...platformFunctions(clock, unit.registry.calendars), pipeline: pipelineFunction(entity) },
      field(record, name) {
        const found = recordIn(unit, record.entity, record.id);
        const of = unit.registry.entities.get(record.entity);
        if (!found || !of) return undefined;
        if (name === TITLE && !of.fields.has(TITLE)) return unit.titles.get(keyOf(of.key, record.id)) ?? null;
        return nameIn(of, found, name);
      },
    },
  );
}

/** A formula's value for its field, in normal form; empty where it has none or is no value of the type. */
export function formulaValue(
  unit: Unit,
  entity: Entity,
  values: RowValues,
  field: Field,
  maker: Maker = unit,
): Json {
  try {
    return wireOf(field, evaluateOver(unit, entity, values, field.formula!.compiled, maker), values);
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return null;
    throw failure;
  }
}

/** An expression's result as a value of the field; an amount takes the currency it was made of. */
export function wireOf(field: Field, result: Value, values: RowValues, currency?: string): Json {
  const parsed = valueOfFeel(field, result);
  if (!parsed.ok || parsed.value === null) return null;
  if (!isAmount(parsed.value)) return parsed.value;
  const from = (field.settings as { currencyFrom?: string | null }).currencyFrom;
  const source = from ? values[from] : undefined;
  const taken = currency ?? (source !== undefined && isAmount(source) ? source.currency : undefined);
  return taken ? { ...parsed.value, currency: taken } : parsed.value;
}

/** Reads records that are not at hand yet. */
export async function loadRelated(
  unit: Unit,
  entity: Entity,
  ids: readonly string[],
  lock: 'read' | null,
  title = false,
): Promise<void> {
  const missing = ids.filter(
    (id) =>
      recordIn(unit, entity.key, id) === undefined || (title && !unit.titles.has(keyOf(entity.key, id))),
  );
  if (missing.length === 0) return;
  const query = rowsQuery({ entity, ids: missing, lock, title }, unit.asker);
  const { rows } = await unit.tx.query(query);
  for (const id of missing) unit.related.set(keyOf(entity.key, id), null);
  for (const row of rows) {
    const { values, title: text } = query.decode(row);
    const key = keyOf(entity.key, values.id as string);
    unit.related.set(key, values);
    if (title) unit.titles.set(key, text);
  }
}

// helpers //////////

/** Whom `me` may be in this unit. */
function peopleIn({ principal, makers }: Unit): (string | null)[] {
  return [principal.personId, ...[...makers.values()].map((maker) => maker.principal.personId)];
}

function grouped(paths: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const [step, ...rest] of paths) groups.set(step!, [...(groups.get(step!) ?? []), rest]);
  return groups;
}

function targetOf(unit: Unit, field: Field | undefined): Entity | undefined {
  const targets = field?.type.refersTo?.(field)?.entities ?? [];
  return targets.length === 1 ? unit.registry.entities.get(targets[0]!) : undefined;
}

function nameIn(entity: Entity, values: RowValues, name: string): Value | undefined {
  const field = entity.fields.get(name);
  if (field) return field.type.sealed ? null : feelValue(field, values[name]);
  for (const candidate of entity.fields.values()) {
    const at = candidate.columns.findIndex((column) => column.suffix !== '' && column.name === name);
    if (at < 0) continue;
    const value = values[candidate.key] ?? null;
    return (value === null ? null : (candidate.type.toColumns(value, candidate)[at] ?? null)) as Value;
  }
  return undefined;
}

function isAmount(value: Json): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'currency' in value;
}
