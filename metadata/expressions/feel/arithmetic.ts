/**
 * `+ - * / **` and negation over numbers, texts, dates, times and durations (DMN 1.5 §10.3.2.13, tables 57–60).
 * undefined where the operator does not go with the operands; null where it does and there is no result (1/0).
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
import type { ArithmeticOperator } from '../feel-ast.ts';
import {
  addMonthsToDate,
  addNanosToDate,
  addNanosToDateTime,
  addNanosToTime,
  type Clock,
  daysDuration,
  instantOf,
  localNanos,
  midnightOf,
  monthsDuration,
  NANOS_PER_SECOND,
  nanosOfDay,
  offsetOfTime,
} from '../temporal.ts';
import { boundedText, type Run } from './run.ts';

type Operation = (a: Value, b: Value, run: Run) => Value | undefined;

export const OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
};

export function negate(value: Value): Value | undefined {
  if (value instanceof Decimal) return value.isZero() ? value : value.neg();
  if (value instanceof DaysDuration) return new DaysDuration(-value.nanos);
  if (value instanceof MonthsDuration) return monthsDuration(-value.months);
  return undefined;
}

/** A number if it is finite; FEEL has no infinity. */
export function finite(value: Decimal): Decimal | null {
  return value.isFinite() ? value : null;
}

// helpers //////////

function add(a: Value, b: Value, run: Run): Value | undefined {
  if (a instanceof Decimal) return b instanceof Decimal ? finite(a.plus(b)) : undefined;
  if (typeof a === 'string') return typeof b === 'string' ? boundedText(run, a + b) : undefined;
  if (a instanceof DaysDuration) {
    return b instanceof DaysDuration ? daysDuration(a.nanos + b.nanos) : shift(b, a.nanos, run.env);
  }
  if (b instanceof DaysDuration) return shift(a, b.nanos, run.env);
  if (a instanceof MonthsDuration) {
    return b instanceof MonthsDuration ? monthsDuration(a.months + b.months) : shiftMonths(b, a.months);
  }
  return b instanceof MonthsDuration ? shiftMonths(a, b.months) : undefined;
}

function subtract(a: Value, b: Value, run: Run): Value | undefined {
  if (a instanceof Decimal) return b instanceof Decimal ? finite(a.minus(b)) : undefined;
  if (b instanceof DaysDuration) {
    return a instanceof DaysDuration ? daysDuration(a.nanos - b.nanos) : shift(a, -b.nanos, run.env);
  }
  if (b instanceof MonthsDuration) {
    return a instanceof MonthsDuration ? monthsDuration(a.months - b.months) : shiftMonths(a, -b.months);
  }
  if (a instanceof FeelTime) return b instanceof FeelTime ? betweenTimes(b, a, run.env) : undefined;
  const [from, to] = [momentOf(b), momentOf(a)];
  if (!from || !to) return undefined;
  const zoned = from.time.zone !== null || to.time.zone !== null;
  return zoned && (isLocal(a) || isLocal(b)) ? null : betweenMoments(from, to, run.env);
}

function multiply(a: Value, b: Value): Value | undefined {
  if (a instanceof Decimal) return b instanceof Decimal ? finite(a.times(b)) : scale(b, a);
  return b instanceof Decimal ? scale(a, b) : undefined;
}

function divide(a: Value, b: Value): Value | undefined {
  if (b instanceof Decimal) {
    if (a instanceof Decimal) return b.isZero() ? null : finite(a.div(b));
    if (a instanceof DaysDuration)
      return b.isZero() ? null : roundedNanos(new Decimal(String(a.nanos)).div(b));
    if (a instanceof MonthsDuration) return b.isZero() ? null : roundedMonths(new Decimal(a.months).div(b));
    return undefined;
  }
  if (a instanceof DaysDuration && b instanceof DaysDuration) {
    return b.nanos === 0n ? null : new Decimal(String(a.nanos)).div(new Decimal(String(b.nanos)));
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) {
    return b.months === 0 ? null : new Decimal(a.months).div(b.months);
  }
  return undefined;
}

function power(a: Value, b: Value): Value | undefined {
  return a instanceof Decimal && b instanceof Decimal ? finite(a.pow(b)) : undefined;
}

function scale(duration: Value, factor: Decimal): Value | undefined {
  if (duration instanceof DaysDuration) return roundedNanos(factor.times(String(duration.nanos)));
  if (duration instanceof MonthsDuration) return roundedMonths(factor.times(duration.months));
  return undefined;
}

function roundedNanos(nanos: Decimal): DaysDuration | null {
  return nanos.abs().gt('1e27') ? null : daysDuration(BigInt(nanos.trunc().toFixed()));
}

function roundedMonths(months: Decimal): MonthsDuration | null {
  return monthsDuration(months.trunc().toNumber());
}

function shift(moment: Value, nanos: bigint, clock: Clock): Value | undefined {
  if (moment instanceof FeelDate) return addNanosToDate(moment, nanos);
  if (moment instanceof FeelDateTime) return addNanosToDateTime(moment, nanos, clock);
  if (moment instanceof FeelTime) return addNanosToTime(moment, nanos);
  return undefined;
}

function shiftMonths(moment: Value, months: number): Value | undefined {
  if (moment instanceof FeelDate) return addMonthsToDate(moment, months);
  if (!(moment instanceof FeelDateTime)) return undefined;
  const date = addMonthsToDate(moment.date, months);
  return date && new FeelDateTime(date, moment.time);
}

function momentOf(value: Value): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? midnightOf(value) : null;
}

/** A local time and an instant have no distance; a day does, for it begins at a midnight. */
function isLocal(value: Value): boolean {
  return value instanceof FeelDateTime && value.time.zone === null;
}

function betweenMoments(from: FeelDateTime, to: FeelDateTime, clock: Clock): DaysDuration | null {
  if (from.time.zone === null && to.time.zone === null)
    return daysDuration(localNanos(to) - localNanos(from));
  return daysDuration(instantOf(to, clock) - instantOf(from, clock));
}

function betweenTimes(from: FeelTime, to: FeelTime, clock: Clock): DaysDuration | null {
  const shifted =
    from.zone === null && to.zone === null ? 0 : offsetOfTime(from, clock) - offsetOfTime(to, clock);
  return daysDuration(nanosOfDay(to) - nanosOfDay(from) + BigInt(shifted) * NANOS_PER_SECOND);
}
