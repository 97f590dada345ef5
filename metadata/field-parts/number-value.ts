/**
 * Numbers as field values: exact decimal text without exponent or trailing zeros (`"-12.5"`). Shared by the number-like
 * field types for parsing, limits, rounding and reading spreadsheets.
 */
import { problem, shown } from '../failures.ts';
import { bad, type FieldOf, ok, type Parsed, type TextConventions } from '../fields/field-type.ts';
import { Decimal, isDecimal, type Json, type Value } from '../value.ts';

export interface NumberLimits {
  /** Digits behind the decimal point. */
  readonly scale: number;
  /** Digits before the decimal point. */
  readonly digits: number;
  readonly min: string | null;
  readonly max: string | null;
}

const PLAIN = /^[+-]?\d{1,40}(\.\d{1,40})?$/;

/** The settings `min`, `max` as text: YAML gives numbers, the wire may give texts. */
export function limitText(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** Text or number → normal decimal text within the limits. More decimals than `scale` are refused, zeros excepted. */
export function parseNumber(wire: Json, limits: NumberLimits, field: FieldOf<unknown>): Parsed {
  const text = typeof wire === 'number' ? numberText(wire) : typeof wire === 'string' ? wire.trim() : '';
  if (!PLAIN.test(text)) return bad(problem('not_a_number', { field: field.name, value: shown(wire) }));
  const value = new Decimal(text);
  if (value.decimalPlaces() > limits.scale) {
    return bad(problem('too_many_decimals', { field: field.name, scale: limits.scale, value: shown(wire) }));
  }
  return withinLimits(value, limits, field);
}

/** An expression's number, rounded half away from zero to the column's scale as PostgreSQL's numeric does. */
export function roundedNumber(value: Value, limits: NumberLimits, field: FieldOf<unknown>): Parsed {
  if (!isDecimal(value)) return bad(problem('not_a_number', { field: field.name, value: shown(value) }));
  return withinLimits(value.toDecimalPlaces(limits.scale, Decimal.ROUND_HALF_UP), limits, field);
}

/** `"12.5000"` → `"12.5"`, `"-0"` → `"0"`; the text is a plain decimal. */
export function normalDecimal(text: string): string {
  let end = text.length;
  if (text.includes('.')) {
    while (text[end - 1] === '0') end--;
    if (text[end - 1] === '.') end--;
  }
  const normal = end === text.length ? text : text.slice(0, end);
  return normal === '-0' ? '0' : normal;
}

/**
 * A number as people type it: spaces and apostrophes group, of two marks the last is the decimal one, a single mark is
 * the decimal one unless it is the other language's and stands before exactly three digits. Null when it is no number.
 */
export function readNumber(text: string, conventions: TextConventions): string | null {
  let rest = text.replaceAll(/[\s\u00a0\u202f\u2009'’]/g, '').replace('−', '-');
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) rest = `-${bracketed[1]}`;
  const comma = rest.lastIndexOf(',');
  const dot = rest.lastIndexOf('.');
  const last = comma > dot ? ',' : '.';
  const only = comma < 0 || dot < 0;
  const count = rest.split(last).length - 1;
  const threeBehind = /[.,]\d{3}$/.test(rest) && !/^[+-]?0[.,]/.test(rest);
  const groups = only && (count > 1 || (count === 1 && last !== conventions.decimalMark && threeBehind));
  const other = last === ',' ? '.' : ',';
  rest = rest.replaceAll(other, '');
  rest = groups ? rest.replaceAll(last, '') : rest.replace(last, '.');
  return PLAIN.test(rest) ? normalDecimal(new Decimal(rest).toFixed()) : null;
}

/** A decimal text in the conventions' writing, without grouping. */
export function writeNumber(text: string, conventions: TextConventions): string {
  return conventions.decimalMark === ',' ? text.replace('.', ',') : text;
}

// helpers //////////

function numberText(value: number): string {
  return Number.isFinite(value) ? new Decimal(value).toFixed() : '';
}

function withinLimits(value: Decimal, limits: NumberLimits, field: FieldOf<unknown>): Parsed {
  if (limits.min !== null && value.lt(limits.min))
    return bad(problem('too_small', { field: field.name, min: limits.min }));
  if (limits.max !== null && value.gt(limits.max))
    return bad(problem('too_large', { field: field.name, max: limits.max }));
  if (value.abs().gte(new Decimal(10).pow(limits.digits)))
    return bad(problem('too_many_digits', { field: field.name, digits: limits.digits }));
  return ok(value.isZero() ? '0' : value.toFixed());
}
