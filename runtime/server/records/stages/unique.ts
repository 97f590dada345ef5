/**
 * In sets of rows: which of them repeat a value that must be unique, so that each is told by itself. A single row is left to
 * the index, which has the last word in any case.
 */
import { uniquePresentSql } from '#metadata/rows.ts';
import { columnsJson } from '../columns-json.ts';
import { type RowSet, refuse, same } from '../row-set.ts';
import type { Unit } from '../unit.ts';

export async function unique(set: RowSet, unit: Unit): Promise<void> {
  const { entity, rows } = set;
  if (rows.length < 2) return;
  for (const keys of entity.unique) {
    const fields = keys.map((key) => entity.fields.get(key)!);
    // Numbers of the platform are not given yet, and don't repeat.
    if (fields.some((field) => field.type.counter || field.formula || field.rollup)) continue;
    const asked = rows.filter(
      (row) =>
        fields.every((field) => (row.values[field.key] ?? null) !== null) &&
        fields.some((field) => !same(row.before?.[field.key] ?? null, row.values[field.key]!)),
    );
    if (asked.length === 0) continue;
    const cells = asked.map((row) => columnsJson([entity.fields.get('id')!, ...fields], row.values));
    const { rows: found } = await unit.tx.query<{ id: string }>(uniquePresentSql(entity, fields), [
      JSON.stringify(cells),
    ]);
    const taken = new Set(found.map(({ id }) => id));
    const seen = new Set<string>();
    for (const [i, row] of asked.entries()) {
      const { id: _, ...own } = cells[i]!;
      const value = JSON.stringify(own);
      if (taken.has(row.id) || seen.has(value))
        refuse(set, row, keys[0]!, 'not_unique', { field: fields.map((field) => field.name).join(', ') });
      seen.add(value);
    }
  }
}
