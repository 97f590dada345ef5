/** Numbers the platform gives to new records, without gaps: the series is held until the unit is committed. */
import { DateTime } from 'luxon';
import { numberSeries, numberText } from '#metadata/field.ts';
import { nextNumbers } from '../../store/counters.ts';
import type { Row, RowSet } from '../row-set.ts';
import { makerOf, type Unit } from '../unit.ts';

export async function numbers(set: RowSet, unit: Unit): Promise<void> {
  for (const field of set.entity.fields.values()) {
    const counter = field.type.counter?.(field);
    if (!counter) continue;
    // A version of a document comes with its number.
    const created = set.rows.filter((row) => row.created && typeof row.input.fixed?.[field.key] !== 'string');
    const seriesOf = new Map(created.map((row) => [row, numberSeries(counter.pattern, dayOf(row, unit))]));
    for (const series of [...new Set(seriesOf.values())].sort()) {
      const rows = created.filter((row) => seriesOf.get(row) === series);
      const place = { entity: set.entity.key, field: field.key, series };
      const first = await nextNumbers(unit.tx, place, rows.length, counter.start);
      for (const [i, row] of rows.entries()) row.values[field.key] = numberText(series, first + i);
    }
  }
}

// helpers //////////

function dayOf({ row }: Row, unit: Unit): string {
  const { now, principal } = makerOf(unit, row);
  return DateTime.fromMillis(now, { zone: principal.zone }).toISODate()!;
}
