/**
 * The one value model of the house (DECISIONS 6). Expressions, process variables, decision tables, scripts and record
 * fields all speak it. In memory a number is a decimal of 34 digits and dates have types of their own, as FEEL says
 * (DMN 1.5 §10.3.2.3); `toState` / `fromState` carry a value through JSON without loss.
 *
 * Calendar arithmetic stands in `expressions/temporal.ts`; here are only the shapes, their JSON and their comparison.
 */
import { Decimal as DecimalJs } from 'decimal.js';
import type { Type } from './expressions/types.ts';

/** FEEL's number: IEEE 754-2008 decimal128, 34 significant digits, half even (DMN 1.5 §10.3.2.3.1). */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -6200,
  toExpPos: 6200,
  maxE: 6144,
  minE: -6176,
});
export type Decimal = DecimalJs;

/** A zone is a fixed offset in seconds east of UTC or an IANA name; null stands for local time without a zone. */
export type Zone = { readonly offset: number } | { readonly id: string } | null;

/** A calendar date. Years as ISO 8601 counts them, year 0 included. */
export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
    Object.freeze(this);
  }
}

/** A time of day, `nano` being the nanoseconds of the second. */
export class FeelTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
  readonly zone: Zone;
  constructor(hour: number, minute: number, second: number, nano: number, zone: Zone) {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.nano = nano;
    this.zone = zone;
    Object.freeze(this);
  }
}

/** A date and time; with a zone it is an instant, without one a local time. */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
    Object.freeze(this);
  }
}

/** FEEL's "days and time duration", in nanoseconds, negative allowed. */
export class DaysDuration {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    this.nanos = nanos;
    Object.freeze(this);
  }
}

/** FEEL's "years and months duration", in months, negative allowed. */
export class MonthsDuration {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
    Object.freeze(this);
  }
}

/** How a range was written that has one bound only: `(< 5)`. */
export type RangeOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** An interval such as `[1..5)`; an open end is null with `…Included` false. */
export class Range {
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** null for `[1..5]`; `(< 5)` is another value than `(null..5)` (DMN 1.5 §10.3.2.7). */
  readonly operator: RangeOperator | null;
  constructor(
    start: Value,
    end: Value,
    startIncluded: boolean,
    endIncluded: boolean,
    operator: RangeOperator | null = null,
  ) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
    this.operator = operator;
    Object.freeze(this);
  }
}

/** A FEEL function as a value. It can be called within an expression but never stored. */
export class FeelFunction {
  readonly name: string;
  /** Names of the parameters, in order; null where any number is taken. */
  readonly parameters: readonly string[] | null;
  readonly invoke: (args: readonly Value[]) => Value;
  /** Types of parameters and result, where they are known. */
  readonly type: Type | null;
  /** Two values of one definition are one function: a function of FEEL's own is made anew for every evaluation. */
  readonly definition: object;
  constructor(
    name: string,
    parameters: readonly string[] | null,
    invoke: (args: readonly Value[]) => Value,
    type: Type | null = null,
    definition?: object,
  ) {
    this.name = name;
    this.parameters = parameters;
    this.invoke = invoke;
    this.type = type;
    this.definition = definition ?? this;
    Object.freeze(this);
  }
}

/** A record of the data store, by reference. Its fields are read by paths (`deal.amount`), which the server resolves. */
export class Reference {
  readonly entity: string;
  readonly id: string;
  constructor(entity: string, id: string) {
    this.entity = entity;
    this.id = id;
    Object.freeze(this);
  }
}

/** A FEEL context: an object without prototype, so that a key such as `__proto__` is only a key. */
export interface Context {
  [key: string]: Value;
}

export type Value =
  | null
  | boolean
  | string
  | Decimal
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | Range
  | FeelFunction
  | Reference
  | Value[]
  | Context;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** FEEL's name of a value's type, as `instance of` and error texts use it. */
export type TypeName =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'record'
  | 'list'
  | 'context';

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Decimal;
}

/** True for a FEEL context, false for every other value with fields. */
export function isContext(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

export function typeName(value: Value): TypeName {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof Decimal) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof DaysDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  if (value instanceof Range) return 'range';
  if (value instanceof FeelFunction) return 'function';
  if (value instanceof Reference) return 'record';
  return 'context';
}

/** A context from entries; later entries win. */
export function contextOf(entries: Iterable<readonly [string, Value]>): Context {
  const context: Context = Object.create(null);
  for (const [key, value] of entries) context[key] = value;
  return context;
}

const SMALL = Array.from({ length: 257 }, (_, n) => new Decimal(n));

/** A decimal of 34 digits from a JS number or numeric text; NaN and infinities are null, for FEEL has none. */
export function numberOf(input: number | string | bigint): Decimal | null {
  if (typeof input === 'number' && input >= 0 && input <= 256 && Number.isInteger(input))
    return SMALL[input]!;
  try {
    const value = new Decimal(typeof input === 'bigint' ? input.toString() : input).plus(0);
    return value.isFinite() ? value : null;
  } catch {
    return null;
  }
}
