/** Exact numbers with a fixed count of decimals; text on the wire, so that no client rounds them. */

import { problem, shown } from '../failures.ts';
import { nullOr, toNumber } from '../field-parts/conversion.ts';
import {
  limitText,
  type NumberLimits,
  normalDecimal,
  parseNumber,
  readNumber,
  roundedNumber,
  writeNumber,
} from '../field-parts/number-value.ts';
import { type Json, numberOf } from '../value.ts';
import { bad, defineFieldType, ok } from './field-type.ts';
import { ORDERED } from './integer.ts';

/** JSON Schema of an exact number on the wire. */
export const DECIMAL_TEXT = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$', format: 'decimal' } as const;

export const decimal = defineFieldType<NumberLimits>({
  key: 'decimal',
  label: { en: 'Number', uk: 'Число', ru: 'Число' },
  group: 'number',
  schema: {
    scale: {
      type: 'integer',
      minimum: 0,
      maximum: 15,
      description: 'Digits behind the decimal point; 4 when not given.',
    },
    digits: {
      type: 'integer',
      minimum: 1,
      maximum: 30,
      description: 'Digits before the decimal point; 15 when not given.',
    },
    min: { type: ['number', 'string'], description: 'Smallest value allowed.' },
    max: { type: ['number', 'string'], description: 'Largest value allowed.' },
    unit: { type: 'string', description: 'Shown behind the number, e.g. kg.' },
  },
  settings: (definition) => ({
    scale: (definition.scale as number | undefined) ?? 4,
    digits: (definition.digits as number | undefined) ?? 15,
    min: limitText(definition.min),
    max: limitText(definition.max),
  }),
  columns: ({ settings }) => [
    { suffix: '', sql: `numeric(${settings.digits + settings.scale},${settings.scale})` },
  ],
  parse: (wire, field) => parseNumber(wire, field.settings, field),
  toColumns: (value) => [value],
  fromColumns: ([value]) => (value === null ? null : normalDecimal(String(value))),
  feelType: () => ({ kind: 'number' }),
  toFeel: (value) => numberOf(value as string),
  fromFeel: (value, field) => roundedNumber(value, field.settings, field),
  typescript: () => 'Decimal',
  typescriptInput: () => 'Decimal | number',
  json: () => DECIMAL_TEXT,
  operators: ORDERED,
  sortable: true,
  groupable: true,
  aggregates: ['sum', 'avg', 'min', 'max'],
  indexes: ['btree'],
  readText(text, field, conventions) {
    if (text.trim() === '') return ok(null);
    const number = readNumber(text, conventions);
    return number === null
      ? bad(problem('not_a_number', { field: field.name, value: shown(text) }))
      : ok(number as Json);
  },
  writeText: (value, _field, conventions) => writeNumber(value as string, conventions),
  convert(source, field) {
    const number = toNumber(source, decimal.columns(field)[0]!.sql, field.settings.digits);
    return nullOr(number);
  },
  control: 'decimal',
});
