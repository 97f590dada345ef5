/** A time of day without a zone: `09:30:00`. */

import { formatTime, parseTime } from '../expressions/temporal-text.ts';
import { problem, shown } from '../failures.ts';
import { nullOr, toTime } from '../field-parts/conversion.ts';
import { readClock } from '../field-parts/date-value.ts';
import { FeelTime, type Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';
import { ORDERED } from './integer.ts';

export const time = defineFieldType<null>({
  key: 'time',
  label: { en: 'Time', uk: 'Час', ru: 'Время' },
  group: 'time',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'time(0) without time zone' }],
  parse(wire, field) {
    const value =
      typeof wire === 'string' ? parseTime(/^\d{2}:\d{2}$/.test(wire) ? `${wire}:00` : wire) : null;
    return value && value.zone === null && value.nano === 0 ? ok(formatTime(value)) : refuse(wire, field);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'time' }),
  toFeel: (value) => parseTime(value as string),
  fromFeel: (value, field) =>
    value instanceof FeelTime
      ? ok(formatTime(new FeelTime(value.hour, value.minute, value.second, 0, null)))
      : refuse(String(value), field),
  typescript: () => 'TimeOfDay',
  json: () => ({ type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}$' }),
  operators: ORDERED,
  sortable: true,
  groupable: true,
  aggregates: ['min', 'max'],
  indexes: ['btree'],
  readText(text, field) {
    if (text.trim() === '') return ok(null);
    const clock = readClock(text);
    return clock
      ? ok(formatTime(new FeelTime(clock.hour, clock.minute, clock.second, 0, null)))
      : refuse(text, field);
  },
  writeText: (value) => (value as string).replace(/^(\d{2}:\d{2}):00$/, '$1'),
  convert: (source) => nullOr(toTime(source)),
  control: 'time',
});

// helpers //////////

function refuse(value: Json, field: FieldOf<unknown>): Parsed {
  return bad(problem('not_a_time', { field: field.name, value: shown(value) }));
}
