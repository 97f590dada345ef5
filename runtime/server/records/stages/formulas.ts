/** Formulas of the rows themselves, each behind those it reads; sums of a new record are those of no children. */
import { numberOf } from '#metadata/value.ts';
import { formulaValue, loadPaths, wireOf } from '../evaluate.ts';
import type { RowSet } from '../row-set.ts';
import { keyOf, makerOf, type Unit } from '../unit.ts';

export async function formulas(set: RowSet, unit: Unit): Promise<void> {
  const { entity } = set;
  const fields = entity.calculated.map((key) => entity.fields.get(key)!);
  if (fields.length === 0) return;
  const paths = fields.flatMap((field) => field.formula?.reads ?? []);
  const rows = set.rows.map((row) => row.values);
  await loadPaths(unit, entity, rows, paths, 'read');
  for (const row of set.rows) {
    for (const field of fields) {
      if (field.formula)
        row.values[field.key] = formulaValue(unit, entity, row.values, field, makerOf(unit, row.row));
      else if (field.rollup && row.created) row.values[field.key] = ofNothing(field, row.values);
    }
    unit.calculated.add(keyOf(entity.key, row.id));
  }
}

// helpers //////////

function ofNothing(field: Parameters<typeof wireOf>[0], values: Parameters<typeof wireOf>[2]) {
  const { aggregate } = field.rollup!;
  return wireOf(field, aggregate === 'sum' || aggregate === 'count' ? numberOf(0) : null, values);
}
