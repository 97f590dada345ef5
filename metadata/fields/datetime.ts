/** An instant, to the millisecond, in UTC on the wire: `2026-01-31T09:30:00.000Z`. */

import { DateTime } from 'luxon';
import { formatDateTime, parseDateTime } from '../expressions/temporal-text.ts';
import { problem, shown } from '../failures.ts';
import { nullOr, toInstant } from '../field-parts/conversion.ts';
import { readClock, readDateParts } from '../field-parts/date-value.ts';
import { FeelDateTime, type Json } from '../value.ts';
import { writeDate } from './date.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';
import { ORDERED } from './integer.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

export const datetime = defineFieldType<null>({
  key: 'datetime',
  label: { en: 'Date and time', uk: 'Дата й час', ru: 'Дата и время' },
  group: 'time',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'timestamp(3) with time zone' }],
  parse: (wire, field) =>
    typeof wire === 'string' && INSTANT.test(wire)
      ? normal(DateTime.fromISO(wire, { zone: 'utc' }), wire, field)
      : refuse(wire, field),
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'date and time' }),
  toFeel: (value) => parseDateTime(value as string),
  fromFeel(value, field) {
    if (!(value instanceof FeelDateTime)) return refuse(String(value), field);
    const { date, time } = value;
    const zone =
      time.zone === null ? 'utc' : 'id' in time.zone ? time.zone.id : `UTC${offset(time.zone.offset)}`;
    const { year, month, day } = date;
    const { hour, minute, second } = time;
    const parts = { year, month, day, hour, minute, second, millisecond: Math.floor(time.nano / 1e6) };
    return normal(DateTime.fromObject(parts, { zone }), formatDateTime(value), field);
  },
  typescript: () => 'Instant',
  json: () => ({ type: 'string', format: 'date-time' }),
  operators: [...ORDERED, 'within'],
  sortable: true,
  groupable: true,
  aggregates: ['min', 'max'],
  indexes: ['btree'],
  readText(text, field, { dateOrder, zone }) {
    const trimmed = text.trim();
    if (trimmed === '') return ok(null);
    if (INSTANT.test(trimmed)) return this.parse(trimmed, field);
    const read = readDateParts(trimmed, dateOrder);
    const clock = read?.rest === '' ? { hour: 0 } : readClock(read?.rest ?? '');
    if (!read || !clock) return refuse(text, field);
    const { year, month, day } = read.date;
    return normal(DateTime.fromObject({ year, month, day, ...clock }, { zone }), text, field);
  },
  writeText(value, _field, conventions) {
    const local = DateTime.fromISO(value as string, { zone: conventions.zone });
    return `${writeDate(local.toISODate() ?? '', conventions)} ${local.toFormat(clockFormat(local))}`;
  },
  convert: (source) => nullOr(toInstant(source)),
  control: 'datetime',
});

// helpers //////////

function refuse(value: Json, field: FieldOf<unknown>): Parsed {
  return bad(problem('not_a_datetime', { field: field.name, value: shown(value) }));
}

function normal(instant: DateTime, text: string, field: FieldOf<unknown>): Parsed {
  if (!instant.isValid || instant.year < 1 || instant.year > 9999) return refuse(text, field);
  return ok(instant.toUTC().toISO({ suppressMilliseconds: false }) as Json);
}

/** Seconds east of UTC → `+02:00`. */
function offset(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(size / 3600)}:${two((size % 3600) / 60)}`;
}

/** As short as loses nothing. */
function clockFormat(time: DateTime): string {
  if (time.millisecond) return 'HH:mm:ss.SSS';
  return time.second ? 'HH:mm:ss' : 'HH:mm';
}
