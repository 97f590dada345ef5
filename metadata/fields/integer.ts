/** Whole numbers, exact in JSON: from -(2^53-1) to 2^53-1. */

import { problem, shown } from '../failures.ts';
import { toNumber } from '../field-parts/conversion.ts';
import {
  limitText,
  type NumberLimits,
  normalDecimal,
  parseNumber,
  readNumber,
  roundedNumber,
} from '../field-parts/number-value.ts';
import { type Json, numberOf } from '../value.ts';
import { bad, defineFieldType, ok, type Parsed } from './field-type.ts';

export const ORDERED = ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'not_in', 'empty', 'not_empty'];

const whole = (parsed: Parsed): Parsed => (parsed.ok ? ok(Number(parsed.value)) : parsed);

export const integer = defineFieldType<NumberLimits>({
  key: 'integer',
  label: { en: 'Whole number', uk: 'Ціле число', ru: 'Целое число' },
  group: 'number',
  schema: {
    min: { type: 'integer', description: 'Smallest value allowed.' },
    max: { type: 'integer', description: 'Largest value allowed.' },
  },
  settings: (definition) => ({
    scale: 0,
    digits: 16,
    min: limitText(definition.min) ?? String(Number.MIN_SAFE_INTEGER),
    max: limitText(definition.max) ?? String(Number.MAX_SAFE_INTEGER),
  }),
  columns: () => [{ suffix: '', sql: 'bigint' }],
  parse(wire, field) {
    if (typeof wire === 'number' && !Number.isInteger(wire))
      return bad(problem('not_an_integer', { field: field.name, value: shown(wire) }));
    const parsed = parseNumber(wire, field.settings, field);
    if (!parsed.ok && parsed.problem.code === 'too_many_decimals')
      return bad(problem('not_an_integer', { field: field.name, value: shown(wire) }));
    return whole(parsed);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => (value === null ? null : Number(value)),
  feelType: () => ({ kind: 'number' }),
  toFeel: (value) => numberOf(value as number),
  fromFeel: (value, field) => whole(roundedNumber(value, field.settings, field)),
  typescript: () => 'number',
  json: ({ settings }) => ({ type: 'integer', minimum: Number(settings.min), maximum: Number(settings.max) }),
  operators: ORDERED,
  sortable: true,
  groupable: true,
  aggregates: ['sum', 'avg', 'min', 'max'],
  indexes: ['btree'],
  readText(text, field, conventions) {
    if (text.trim() === '') return ok(null);
    const number = readNumber(text, conventions);
    if (number === null) return bad(problem('not_a_number', { field: field.name, value: shown(text) }));
    return ok(normalDecimal(number) as Json);
  },
  writeText: (value) => String(value),
  convert(source, { settings: { min, max, digits } }) {
    const number = toNumber(source, 'bigint', digits - 1);
    return number === null ? null : [`(case when ${number} between ${min} and ${max} then ${number} end)`];
  },
  control: 'integer',
});
