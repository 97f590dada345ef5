/** A calendar date, the same in every time zone: `YYYY-MM-DD`. */

import { formatDate, parseDate } from '../expressions/temporal-text.ts';
import { problem, shown } from '../failures.ts';
import { nullOr, toDate } from '../field-parts/conversion.ts';
import { readDateParts } from '../field-parts/date-value.ts';
import { FeelDate, FeelDateTime, type Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed, type TextConventions } from './field-type.ts';
import { ORDERED } from './integer.ts';

interface Settings {
  readonly min: string | null;
  readonly max: string | null;
}

export const date = defineFieldType<Settings>({
  key: 'date',
  label: { en: 'Date', uk: 'Дата', ru: 'Дата' },
  group: 'time',
  schema: {
    min: { type: 'string', format: 'date', description: 'Earliest date allowed.' },
    max: { type: 'string', format: 'date', description: 'Latest date allowed.' },
  },
  settings: (definition) => ({
    min: (definition.min as string | undefined) ?? null,
    max: (definition.max as string | undefined) ?? null,
  }),
  columns: () => [{ suffix: '', sql: 'date' }],
  parse(wire, field) {
    const value = typeof wire === 'string' ? parseDate(wire) : null;
    return value && value.year >= 1 && value.year <= 9999
      ? withinDates(formatDate(value), field)
      : refuse(wire, field);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'date' }),
  toFeel: (value) => parseDate(value as string),
  fromFeel(value, field) {
    if (value instanceof FeelDate) return this.parse(formatDate(value), field);
    return value instanceof FeelDateTime
      ? this.parse(formatDate(value.date), field)
      : refuse(String(value), field);
  },
  typescript: () => 'IsoDate',
  json: () => ({ type: 'string', format: 'date' }),
  operators: [...ORDERED, 'within'],
  sortable: true,
  groupable: true,
  aggregates: ['min', 'max'],
  indexes: ['btree'],
  readText(text, field, conventions) {
    if (text.trim() === '') return ok(null);
    const read = readDateParts(text, conventions.dateOrder);
    // A spreadsheet writes a date as midnight; any other time would be lost, so it is refused.
    return read && /^(00:00(:00([.,]0+)?)?Z?)?$/.test(read.rest)
      ? ok(formatDate(read.date))
      : refuse(text, field);
  },
  writeText: (value, _field, conventions) => writeDate(value as string, conventions),
  convert: (source) => nullOr(toDate(source)),
  control: 'date',
});

/** `2026-01-31` in the order of the conventions: 31.01.2026, 01/31/2026. */
export function writeDate(iso: string, { dateOrder }: TextConventions): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  if (dateOrder === 'dmy') return `${day}.${month}.${year}`;
  return dateOrder === 'mdy' ? `${month}/${day}/${year}` : `${year}-${month}-${day}`;
}

// helpers //////////

function refuse(value: Json, field: FieldOf<unknown>): Parsed {
  return bad(problem('not_a_date', { field: field.name, value: shown(value) }));
}

function withinDates(value: string, field: FieldOf<Settings>): Parsed {
  const { min, max } = field.settings;
  if (min !== null && value < min) return bad(problem('too_small', { field: field.name, min }));
  if (max !== null && value > max) return bad(problem('too_large', { field: field.name, max }));
  return ok(value);
}
