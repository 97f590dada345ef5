/**
 * The kind of each record: it is said, the person may make records of it, and what it requires is there. A record that becomes another
 * kind begins its way where its stage is none of the new pipeline.
 */
import { hasValue } from '#metadata/field.ts';
import { textOf } from '#metadata/label.ts';
import { pipelineOf, typeOf } from '#metadata/record-type.ts';
import { type Row, type RowSet, refuse } from '../row-set.ts';
import type { Unit } from '../unit.ts';

export function recordType(set: RowSet, unit: Unit): void {
  if (!set.entity.types) return;
  for (const row of set.rows) kindOf(set, row, unit);
}

// helpers //////////

function kindOf(set: RowSet, row: Row, unit: Unit): void {
  const { entity } = set;
  const by = entity.fields.get(entity.types!.by)!;
  const type = typeOf(entity, row.values);
  const said = row.created || row.given.has(by);
  if (!type) {
    if (said) refuse(set, row, by.key, 'required', { field: by.name });
    return;
  }
  const kind = textOf(type.label, 'en', type.key);
  const became = row.created || row.before?.[by.key] !== type.key;
  const may = unit.rights.types(entity);
  if (became && may && !may.has(type.key)) refuse(set, row, by.key, 'may_not_type', { type: kind }, 403);
  for (const key of type.requires) {
    const needed = entity.fields.get(key);
    if (!needed || needed.type.holders || hasValue(row.values[key])) continue;
    const cleared = row.given.has(needed);
    if (became || cleared) refuse(set, row, key, 'type_requires', { field: needed.name, type: kind });
  }
  if (became && !row.created) beginAnew(set, row);
}

function beginAnew({ entity }: RowSet, row: Row): void {
  for (const field of entity.fields.values()) {
    if (!field.type.stages || row.given.has(field)) continue;
    const { stages, start } = pipelineOf(entity, field, row.values)!;
    if (!stages.some(({ key }) => key === row.values[field.key])) row.values[field.key] = start || null;
  }
}
