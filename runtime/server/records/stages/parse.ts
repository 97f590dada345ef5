/** Keys known, values of their types, in normal form. */
import { type Field, parseValue } from '#metadata/field.ts';
import { hint } from '#metadata/nearest.ts';
import type { Json } from '#metadata/value.ts';
import { parseLines } from '../lines.ts';
import { type Row, type RowSet, refuse, refuseValue } from '../row-set.ts';
import type { Unit } from '../unit.ts';

export function parse(set: RowSet, unit: Unit): void {
  for (const row of set.rows)
    for (const [key, wire] of Object.entries(row.input.values)) parseOne(set, row, key, wire as Json, unit);
}

// helpers //////////

function parseOne(set: RowSet, row: Row, key: string, wire: Json, unit: Unit): void {
  const { entity } = set;
  const field = entity.fields.get(key);
  // A field that may not be read is not known to exist.
  if (!field || (unit.rights.field(entity, field) === 'hidden' && !writable(set, row, field, unit))) {
    if (!field && key === 'title') return; // the display name, as it was read
    const known = [...entity.fields.values()].filter(
      (other) => !other.kept && unit.rights.field(entity, other) !== 'hidden',
    );
    refuse(set, row, key, 'unknown_field', {
      entity: entity.key,
      value: JSON.stringify(key),
      hint: hint(
        key,
        known.map((other) => other.key),
      ),
    });
    return;
  }
  if (field.kept && set.lines) return;
  if (field.type.sealed && typeof wire === 'object' && wire !== null) return; // `{set: true}`, as it was read
  const parsed = parseValue(field, wire);
  if (!parsed.ok) refuseValue(set, row, key, parsed.problem);
  else if (field.type.holders) {
    const lines = parseLines(field, parsed.value);
    if (lines.ok) row.lists.set(field, lines.lines);
    else refuseValue(set, row, key, lines.problem);
  } else row.given.set(field, parsed.value);
}

function writable(set: RowSet, row: Row, field: Field, unit: Unit): boolean {
  return unit.rights.write(set.entity, field, row.created ? 'create' : 'edit') !== 'hidden';
}
