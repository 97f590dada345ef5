/**
 * Methods that process files call on values: of texts, lists, maps, and of Joda's date-times, which `dateTime()` gives. Each is named
 * as in Java; what a value doesn't have is a failure that names it.
 */

import {
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  isContext,
  isDecimal,
  numberOf,
  type Value,
} from '../../value.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import {
  addMonthsToDate,
  addNanosToDateTime,
  type Clock,
  instantOf,
  midnightOf,
  NANOS_PER_DAY,
  NANOS_PER_SECOND,
} from '../temporal.ts';
import { isEqual, shown, toNumber, toText } from './coerce.ts';

type Method<T> = (value: T, args: readonly Value[], clock: Clock) => Value;

const number = (n: number): Value => numberOf(n);
const first = (args: readonly Value[]): Value => args[0] ?? null;
const int = (args: readonly Value[], at = 0): number => toNumber(args[at] ?? null).toNumber();

const OF_TEXT: { readonly [name: string]: Method<string> } = {
  length: (text) => number(text.length),
  isEmpty: (text) => text === '',
  isBlank: (text) => text.trim() === '',
  trim: (text) => text.trim(),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  equals: (text, args) => first(args) === text,
  equalsIgnoreCase: (text, args) => toText(first(args)).toLowerCase() === text.toLowerCase(),
  contains: (text, args) => text.includes(toText(first(args))),
  startsWith: (text, args) => text.startsWith(toText(first(args))),
  endsWith: (text, args) => text.endsWith(toText(first(args))),
  indexOf: (text, args) => number(text.indexOf(toText(first(args)))),
  substring: (text, args) => text.slice(int(args), args.length > 1 ? int(args, 1) : undefined),
  replace: (text, args) => text.replaceAll(toText(first(args)), toText(args[1] ?? null)),
  concat: (text, args) => text + toText(first(args)),
};

const OF_LIST: { readonly [name: string]: Method<Value[]> } = {
  size: (list) => number(list.length),
  isEmpty: (list) => list.length === 0,
  contains: (list, args, clock) => list.some((item) => isEqual(item, first(args), clock)),
  get: (list, args) => list[int(args)] ?? null,
  indexOf: (list, args, clock) => number(list.findIndex((item) => isEqual(item, first(args), clock))),
};

const OF_NUMBER: { readonly [name: string]: Method<Decimal> } = {
  intValue: (n) => n.trunc(),
  longValue: (n) => n.trunc(),
  doubleValue: (n) => n,
  equals: (n, args) => {
    const other = first(args);
    return isDecimal(other) && other.eq(n);
  },
  compareTo: (n, args) => number(n.cmp(toNumber(first(args)))),
};

const OF_DATE_TIME: { readonly [name: string]: Method<FeelDateTime> } = {
  toDate: (date) => date,
  toDateTime: (date) => date,
  getMillis: (date, _, clock) => new Decimal((instantOf(date, clock) / 1_000_000n).toString()),
  getTime: (date, _, clock) => new Decimal((instantOf(date, clock) / 1_000_000n).toString()),
  isBefore: (date, args, clock) => instantOf(date, clock) < instantOf(asDateTime(first(args)), clock),
  isAfter: (date, args, clock) => instantOf(date, clock) > instantOf(asDateTime(first(args)), clock),
  before: (date, args, clock) => instantOf(date, clock) < instantOf(asDateTime(first(args)), clock),
  after: (date, args, clock) => instantOf(date, clock) > instantOf(asDateTime(first(args)), clock),
  withTimeAtStartOfDay: (date) => midnightOf(date.date, date.time.zone),
  getYear: (date) => number(date.date.year),
  getMonthOfYear: (date) => number(date.date.month),
  getDayOfMonth: (date) => number(date.date.day),
  getHourOfDay: (date) => number(date.time.hour),
  getMinuteOfHour: (date) => number(date.time.minute),
};

/** `plusDays(3)` and the like: the unit in nanoseconds, or in months. */
const SPANS: { readonly [unit: string]: bigint | { readonly months: number } } = {
  Millis: 1_000_000n,
  Seconds: NANOS_PER_SECOND,
  Minutes: 60n * NANOS_PER_SECOND,
  Hours: 3600n * NANOS_PER_SECOND,
  Days: NANOS_PER_DAY,
  Weeks: 7n * NANOS_PER_DAY,
  Months: { months: 1 },
  Years: { months: 12 },
};

export function callMethod(base: Value, name: string, args: readonly Value[], clock: Clock): Value {
  const found = methodOf(base, name);
  if (found !== null) return found(base as never, args, clock);
  if (isContext(base)) {
    const own = Object.hasOwn(base, name) ? base[name]! : null;
    if (own instanceof FeelFunction) return own.invoke(args);
    const getter = ofMap(base, name, args, clock);
    if (getter !== undefined) return getter;
  }
  if (base instanceof FeelDateTime) return shift(base, name, args, clock);
  if (name === 'toString') return toText(base);
  throw new EvaluationFailure(`${shown(base)} has no method ${name}()`);
}

// helpers //////////

function methodOf(base: Value, name: string): Method<never> | null {
  const table =
    typeof base === 'string'
      ? OF_TEXT
      : Array.isArray(base)
        ? OF_LIST
        : isDecimal(base)
          ? OF_NUMBER
          : base instanceof FeelDateTime
            ? OF_DATE_TIME
            : {};
  return Object.hasOwn(table, name) ? (table[name as keyof typeof table] as Method<never>) : null;
}

/** Maps, and bean-like getters of a map's keys. */
function ofMap(
  map: { readonly [key: string]: Value },
  name: string,
  args: readonly Value[],
  clock: Clock,
): Value | undefined {
  switch (name) {
    case 'get':
      return Object.hasOwn(map, toText(first(args))) ? map[toText(first(args))]! : null;
    case 'containsKey':
      return Object.hasOwn(map, toText(first(args)));
    case 'containsValue':
      return Object.values(map).some((value) => isEqual(value, first(args), clock));
    case 'size':
      return number(Object.keys(map).length);
    case 'isEmpty':
      return Object.keys(map).length === 0;
    case 'keySet':
      return Object.keys(map);
    case 'values':
      return Object.values(map);
  }
  const property = /^(?:get|is)([A-Z])(.*)$/.exec(name);
  if (property === null || args.length > 0) return undefined;
  const key = property[1]!.toLowerCase() + property[2]!;
  return Object.hasOwn(map, key) ? map[key]! : undefined;
}

function shift(date: FeelDateTime, name: string, args: readonly Value[], clock: Clock): Value {
  const match = /^(plus|minus)([A-Z]\w+)$/.exec(name);
  const span = match && Object.hasOwn(SPANS, match[2]!) ? SPANS[match[2]!]! : null;
  if (match === null || span === null) throw new EvaluationFailure(`a date and time has no method ${name}()`);
  const count = Math.trunc(int(args)) * (match[1] === 'minus' ? -1 : 1);
  if (typeof span === 'bigint') return addNanosToDateTime(date, span * BigInt(count), clock);
  const day = addMonthsToDate(date.date, span.months * count);
  return day && new FeelDateTime(day, date.time);
}

function asDateTime(value: Value): FeelDateTime {
  if (value instanceof FeelDateTime) return value;
  if (value instanceof FeelDate) return midnightOf(value);
  throw new EvaluationFailure(`${shown(value)} is no date`);
}
