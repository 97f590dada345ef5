/**
 * Which of two values comes first (DMN 1.5 §10.3.2.13, tables 55 and 56): numbers, strings by code point, times, dates,
 * instants, durations of one kind. Anything else has no order. Times are compared to the millisecond.
 */
import {
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  type Value,
} from '../../value.ts';
import {
  type Clock,
  floorDiv,
  instantOf,
  localNanos,
  midnightOf,
  nanosOfDay,
  offsetOfTime,
} from '../temporal.ts';

const NANOS_PER_MILLI = 1_000_000n;

/** Negative, zero, positive; null where the two have no order. */
export function compare(a: Value, b: Value, clock: Clock): number | null {
  if (a instanceof Decimal) return b instanceof Decimal ? a.cmp(b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : null;
  if (a instanceof FeelDate || a instanceof FeelDateTime) {
    return b instanceof FeelDate || b instanceof FeelDateTime ? compareMoments(a, b, clock) : null;
  }
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b, clock) : null;
  if (a instanceof DaysDuration) return b instanceof DaysDuration ? sign(a.nanos - b.nanos) : null;
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? a.months - b.months : null;
  return null;
}

/**
 * A date beside an instant is its midnight in the zone of the evaluation. A time without a zone takes the offset of the
 * one it is compared with.
 */
export function compareMoments(a: FeelDate | FeelDateTime, b: FeelDate | FeelDateTime, clock: Clock): number {
  if (a instanceof FeelDate && b instanceof FeelDate) {
    return a.year - b.year || a.month - b.month || a.day - b.day;
  }
  if (isLocal(a) || isLocal(b)) return sign(localMillis(a) - localMillis(b));
  return sign(millisOf(a, clock) - millisOf(b, clock));
}

export function compareTimes(a: FeelTime, b: FeelTime, clock: Clock): number {
  const shift = a.zone === null || b.zone === null ? 0 : offsetOfTime(a, clock) - offsetOfTime(b, clock);
  return sign(
    floorDiv(nanosOfDay(a), NANOS_PER_MILLI) -
      floorDiv(nanosOfDay(b), NANOS_PER_MILLI) -
      BigInt(shift) * 1000n,
  );
}

/** By Unicode code point, where JavaScript's own order is by UTF-16 unit. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) at += 1;
  if (at === length) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  // A surrogate stands for a character above all others.
  const isAbove = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
  if (isAbove(left) !== isAbove(right)) return isAbove(left) ? 1 : -1;
  return left - right;
}

// helpers //////////

function isLocal(value: FeelDate | FeelDateTime): boolean {
  return value instanceof FeelDateTime && value.time.zone === null;
}

function momentOf(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDate ? midnightOf(value) : value;
}

function localMillis(value: FeelDate | FeelDateTime): bigint {
  return floorDiv(localNanos(momentOf(value)), NANOS_PER_MILLI);
}

function millisOf(value: FeelDate | FeelDateTime, clock: Clock): bigint {
  return floorDiv(instantOf(momentOf(value), clock), NANOS_PER_MILLI);
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
