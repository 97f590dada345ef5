/**
 * Values through JSON (DECISIONS 6). The engine keeps variables in this form, so that a step turns into memory only
 * what an expression reads. A number is a JSON number when it comes back exactly, else `{"$number": "…"}`; dates, times,
 * durations, ranges and record references are objects with one key that begins with `$`; a context of the user's that
 * would look the same is wrapped in `{"$context": …}`.
 */

import {
  formatDate,
  formatDateTime,
  formatDaysDuration,
  formatMonthsDuration,
  formatTime,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from './expressions/temporal-text.ts';
import {
  type Context,
  contextOf,
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelTime,
  type Json,
  MonthsDuration,
  numberOf,
  Range,
  type RangeOperator,
  Reference,
  type Value,
} from './value.ts';

/** A value as JSON. Throws a TypeError for a function, which cannot be stored. */
export function toState(value: Value): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Decimal) return numberToState(value);
  if (Array.isArray(value)) return value.map(toState);
  if (value instanceof FeelDate) return { $date: formatDate(value) };
  if (value instanceof FeelDateTime) return { $dateTime: formatDateTime(value) };
  if (value instanceof FeelTime) return { $time: formatTime(value) };
  if (value instanceof DaysDuration) return { $duration: formatDaysDuration(value) };
  if (value instanceof MonthsDuration) return { $duration: formatMonthsDuration(value) };
  if (value instanceof Reference) return { $record: { entity: value.entity, id: value.id } };
  if (value instanceof Range) {
    const { start, end, startIncluded, endIncluded, operator } = value;
    const bounds = { start: toState(start), end: toState(end), startIncluded, endIncluded };
    return { $range: operator ? { ...bounds, operator } : bounds };
  }
  if (value instanceof FeelFunction)
    throw new TypeError(`the function ${value.name} is no value that can be kept`);
  return contextToState(value);
}

/** The value of a JSON text that `toState` made, or of any other JSON: unknown `$` objects stay contexts. */
export function fromState(json: Json): Value {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return numberOf(json);
  if (Array.isArray(json)) return json.map(fromState);
  const keys = Object.keys(json);
  if (keys.length === 1 && keys[0]!.startsWith('$'))
    return fromTagged(keys[0]!, json[keys[0]!]!) ?? plainContext(json);
  return plainContext(json);
}

// helpers //////////

const OPERATORS: readonly RangeOperator[] = ['=', '!=', '<', '<=', '>', '>='];

function numberToState(value: Decimal): Json {
  const number = value.toNumber();
  // A JS number is exact when its shortest text is the decimal again; -0 is no number of FEEL's.
  if (Number.isSafeInteger(number))
    return number === 0 ? 0 : new Decimal(number).eq(value) ? number : { $number: value.toString() };
  return Number.isFinite(number) && new Decimal(number).eq(value) ? number : { $number: value.toString() };
}

function contextToState(value: Context): Json {
  const keys = Object.keys(value);
  const json: { [key: string]: Json } = Object.create(null);
  for (const key of keys) json[key] = toState(value[key]!);
  return keys.length === 1 && keys[0]!.startsWith('$') ? { $context: json } : json;
}

function plainContext(json: { [key: string]: Json }): Context {
  return contextOf(Object.keys(json).map((key) => [key, fromState(json[key]!)] as const));
}

/** undefined: the tag or its content is none of ours. */
function fromTagged(tag: string, content: Json): Value | undefined {
  if (typeof content === 'string') {
    if (tag === '$number') return numberOf(content) ?? undefined;
    if (tag === '$date') return parseDate(content) ?? undefined;
    if (tag === '$dateTime') return parseDateTime(content) ?? undefined;
    if (tag === '$time') return parseTime(content) ?? undefined;
    if (tag === '$duration') return parseDuration(content) ?? undefined;
    return undefined;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined;
  if (tag === '$context') return plainContext(content);
  if (tag === '$record' && typeof content.entity === 'string' && typeof content.id === 'string') {
    return new Reference(content.entity, content.id);
  }
  if (
    tag === '$range' &&
    typeof content.startIncluded === 'boolean' &&
    typeof content.endIncluded === 'boolean'
  ) {
    const { start = null, end = null, startIncluded, endIncluded } = content;
    const operator = OPERATORS.find((known) => known === content.operator) ?? null;
    return new Range(fromState(start), fromState(end), startIncluded, endIncluded, operator);
  }
  return undefined;
}
