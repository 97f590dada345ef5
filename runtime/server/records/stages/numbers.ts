/** Numbers the platform gives to new records, without gaps: the series is held until the unit is committed. */
import { DateTime } from 'luxon';
import { numberSeries, numberText } from '#metadata/field.ts';
import { nextNumbers } from '../../store/counters.ts';
import type { RowSet } from '../row-set.ts';
import type { Unit } from '../unit.ts';

export async function numbers(set: RowSet, unit: Unit): Promise<void> {
  const created = set.rows.filter((row) => row.created);
  if (created.length === 0) return;
  const day = DateTime.fromMillis(unit.now, { zone: unit.principal.zone }).toISODate()!;
  for (const field of set.entity.fields.values()) {
    const counter = field.type.counter?.(field);
    if (!counter) continue;
    const series = numberSeries(counter.pattern, day);
    const place = { entity: set.entity.key, field: field.key, series };
    const first = await nextNumbers(unit.tx, place, created.length, counter.start);
    for (const [i, row] of created.entries()) row.values[field.key] = numberText(series, first + i);
  }
}
