/** Coercions of the Expression Language (2.2, §1.18), over the values of the house: every number is a decimal. */

import {
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isDecimal,
  MonthsDuration,
  numberOf,
  Reference,
  typeName,
  type Value,
} from '../../value.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { type Clock, instantOf } from '../temporal.ts';
import {
  formatDate,
  formatDateTime,
  formatDaysDuration,
  formatMonthsDuration,
  formatTime,
} from '../temporal-text.ts';

export const ZERO = new Decimal(0);

/** Null and the empty text are zero. */
export function toNumber(value: Value): Decimal {
  if (isDecimal(value)) return value;
  if (value === null || value === '') return ZERO;
  const number = typeof value === 'string' ? numberOf(value.trim()) : null;
  if (number === null) throw new EvaluationFailure(`${shown(value)} is no number`);
  return number;
}

/** Null and the empty text are false. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === '') return false;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  throw new EvaluationFailure(`${shown(value)} is neither true nor false`);
}

/** Null is the empty text. */
export function toText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isDecimal(value)) return value.toString();
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelDateTime) return formatDateTime(value);
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof DaysDuration) return formatDaysDuration(value);
  if (value instanceof MonthsDuration) return formatMonthsDuration(value);
  if (value instanceof Reference) return value.id;
  if (Array.isArray(value)) return `[${value.map(toText).join(', ')}]`;
  throw new EvaluationFailure(`${typeName(value)} can’t be written as a text`);
}

/** Equality: null only to null; numbers, truth values and texts by coercion; dates by their instant. */
export function isEqual(a: Value, b: Value, clock: Clock): boolean {
  if (a === null || b === null) return a === b;
  if (isDecimal(a) || isDecimal(b))
    return isComparableNumber(a) && isComparableNumber(b) && toNumber(a).eq(toNumber(b));
  if (typeof a === 'boolean' || typeof b === 'boolean') return toBoolean(a) === toBoolean(b);
  if (isTemporal(a) && isTemporal(b)) return instantOfValue(a, clock) === instantOfValue(b, clock);
  if (typeof a === 'string' || typeof b === 'string') return toText(a) === toText(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]!, clock));
  return a === b;
}

/** Negative, zero or positive; null when one of them is null, for then no order holds. */
export function compare(a: Value, b: Value, clock: Clock): number | null {
  if (a === null || b === null) return null;
  if (isDecimal(a) || isDecimal(b)) return toNumber(a).cmp(toNumber(b));
  if (isTemporal(a) && isTemporal(b)) {
    const difference = instantOfValue(a, clock) - instantOfValue(b, clock);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  if (typeof a === 'string' || typeof b === 'string') {
    const [left, right] = [toText(a), toText(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  throw new EvaluationFailure(`${shown(a)} and ${shown(b)} have no order`);
}

export function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    typeof value === 'object' && Object.getPrototypeOf(value) === null && Object.keys(value).length === 0
  );
}

export function shown(value: Value): string {
  return typeof value === 'string'
    ? `the text “${value.slice(0, 60)}”`
    : `a value of type ${typeName(value)}`;
}

// helpers //////////

function isTemporal(value: Value): value is FeelDate | FeelDateTime {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

function instantOfValue(value: FeelDate | FeelDateTime, clock: Clock): bigint {
  return instantOf(
    value instanceof FeelDate ? new FeelDateTime(value, new FeelTime(0, 0, 0, 0, null)) : value,
    clock,
  );
}

/** A text that is no number is not an error here, only unequal: `'abc' == 1`. */
function isComparableNumber(value: Value): boolean {
  return isDecimal(value) || (typeof value === 'string' && numberOf(value.trim()) !== null);
}
