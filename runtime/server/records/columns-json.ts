/** A record's values as the JSON by column that the writing statements take. */
import { columnValues, type Field } from '#metadata/field.ts';
import type { RowValues } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';

export function columnsJson(fields: readonly Field[], values: RowValues): Record<string, Json> {
  const cells: Record<string, Json> = {};
  for (const field of fields) {
    const value = values[field.key] ?? null;
    for (const [i, cell] of columnValues(field, value).entries()) cells[field.columns[i]!.name] = cell;
  }
  return cells;
}
