/**
 * Equality of values (DMN 1.5 §10.3.2.13, table 54): true, false, or null where the two are of kinds that cannot be
 * compared. Sub-milliseconds do not count in times.
 */
import {
  type Context,
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelTime,
  isContext,
  MonthsDuration,
  Range,
  Reference,
  type Value,
} from '../../value.ts';
import { compareMoments, compareTimes } from './order.ts';
import { descend, type Run, spend } from './run.ts';

export function equal(a: Value, b: Value, run: Run): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  if (a instanceof Decimal) return b instanceof Decimal ? a.eq(b) : null;
  if (Array.isArray(a)) return Array.isArray(b) ? equalLists(a, b, run) : null;
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, run) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b, run.env) === 0 : null;
  if (a instanceof FeelDate || a instanceof FeelDateTime) {
    if (!(b instanceof FeelDate || b instanceof FeelDateTime)) return null;
    return compareMoments(a, b, run.env) === 0;
  }
  if (a instanceof DaysDuration || a instanceof MonthsDuration) return equalDurations(a, b);
  if (a instanceof Range) return b instanceof Range ? equalRanges(a, b, run) : null;
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? a.definition === b.definition : null;
  if (a instanceof Reference) return b instanceof Reference ? a.entity === b.entity && a.id === b.id : null;
  return null;
}

// helpers //////////

function equalLists(a: readonly Value[], b: readonly Value[], run: Run): boolean {
  spend(run, a.length >> 3);
  if (a.length !== b.length) return false;
  return descend(run, 2, () => a.every((item, index) => equal(item, b[index]!, run) === true));
}

function equalContexts(a: Context, b: Context, run: Run): boolean {
  const keys = Object.keys(a);
  spend(run, keys.length >> 3);
  if (keys.length !== Object.keys(b).length) return false;
  return descend(run, 2, () =>
    keys.every((key) => b[key] !== undefined && equal(a[key]!, b[key], run) === true),
  );
}

/** Durations of the two kinds are equal only when both are nothing at all. */
function equalDurations(a: DaysDuration | MonthsDuration, b: Value): boolean | null {
  if (a instanceof DaysDuration) {
    if (b instanceof DaysDuration) return a.nanos === b.nanos;
    return b instanceof MonthsDuration && a.nanos === 0n && b.months === 0 ? true : null;
  }
  if (b instanceof MonthsDuration) return a.months === b.months;
  return b instanceof DaysDuration ? equalDurations(b, a) : null;
}

function equalRanges(a: Range, b: Range, run: Run): boolean {
  return (
    a.operator === b.operator &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(a.start, b.start, run) === true &&
    equal(a.end, b.end, run) === true
  );
}
