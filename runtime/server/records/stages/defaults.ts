/**
 * What a new record begins with: what was given, what its fields say (in their order, a later one may read an earlier), the
 * first stage of its pipeline, its owner. Sealed values are sealed here.
 */

import { EvaluationFailure } from '#metadata/expression.ts';
import type { Field } from '#metadata/field.ts';
import { pipelineOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { storedFields } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { evaluateOver, loadPaths, wireOf } from '../evaluate.ts';
import { type Row, type RowSet, refuse, same } from '../row-set.ts';
import { type Maker, makerOf, type Unit } from '../unit.ts';

export async function defaults(set: RowSet, unit: Unit): Promise<void> {
  for (const row of set.rows) {
    if (row.created)
      row.values = { ...blank(set), ...system(row, makerOf(unit, row.row)), ...row.input.fixed };
    for (const [field, value] of row.given)
      row.values[field.key] = field.type.sealed && value !== null ? unit.seal(value as string) : value;
  }
  const created = set.rows.filter((row) => row.created);
  const computed = [...set.entity.fields.values()].filter((field) => field.default?.kind === 'expression');
  const paths = computed.flatMap((field) => compiledOf(field).reads);
  await loadPaths(
    unit,
    set.entity,
    created.map((row) => row.values),
    paths,
    null,
  );
  for (const row of created) {
    fill(set, row, unit);
    for (const [field, value] of row.claimed)
      if (!same(row.values[field.key] ?? null, value))
        refuse(set, row, field.key, 'may_not_field', { field: field.name }, 403);
  }
}

/** A new record has something there without being told. */
export function beginsWithValue(entity: Entity, field: Field): boolean {
  return field.default !== null || field.type.stages !== undefined || field === entity.owner;
}

// helpers //////////

function blank({ entity }: RowSet): Record<string, Json> {
  return Object.fromEntries(storedFields(entity).map((field) => [field.key, null]));
}

function system(row: Row, { at, principal }: Maker): Record<string, Json> {
  const by = principal.personId;
  return {
    id: row.id,
    version: 1,
    created_at: at,
    created_by: by,
    updated_at: at,
    updated_by: by,
    owner_id: by,
  };
}

function fill(set: RowSet, row: Row, unit: Unit): void {
  const { entity } = set;
  const given = (field: Field) =>
    row.given.has(field) || Object.hasOwn(row.input.fixed ?? {}, field.key) || field.system;
  for (const field of inOrder(entity)) {
    if (given(field) || field.columns.length === 0) continue;
    if (field.default) row.values[field.key] = defaultOf(set, row, field, unit);
    else if (field.type.stages) row.values[field.key] = pipelineOf(entity, field, row.values)!.start || null;
    else if (field === entity.owner) row.values[field.key] = makerOf(unit, row.row).principal.personId;
  }
}

/** The kind of a record decides where its way begins. */
function inOrder(entity: Entity): readonly Field[] {
  const fields = [...entity.fields.values()];
  const by = entity.types && entity.fields.get(entity.types.by);
  return by ? [by, ...fields.filter((field) => field !== by)] : fields;
}

function defaultOf({ entity }: RowSet, row: Row, field: Field, unit: Unit): Json {
  if (field.default!.kind === 'literal') {
    const parsed = field.type.parse(field.default!.value, field);
    return parsed.ok ? parsed.value : null;
  }
  try {
    return wireOf(
      field,
      evaluateOver(unit, entity, row.values, compiledOf(field), makerOf(unit, row.row)),
      row.values,
    );
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return null;
    throw failure;
  }
}

function compiledOf(field: Field) {
  return (field.default as Extract<typeof field.default, { kind: 'expression' }>).compiled;
}
