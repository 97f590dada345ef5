/** A span of time in days, hours, minutes, seconds; ISO 8601 on the wire (`PT1H30M`), seconds in the column. */
import { formatDaysDuration, parseDuration } from '../expressions/temporal-text.ts';
import { problem, shown } from '../failures.ts';
import { DaysDuration, type Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';
import { ORDERED } from './integer.ts';

const SECOND = 1_000_000_000n;
/** A hundred thousand days: more is a mistake in the unit. */
const LONGEST = 100_000n * 86_400n * SECOND;

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(d|days?|д|дн|дні|днів|день|дня|дней|дни)\.?$/i, 86_400],
  [/^(h|hours?|г|год|годин[аи]?|ч|час(а|ов)?)\.?$/i, 3600],
  [/^(m|min|minutes?|хв|хвилин[аи]?|мин|минут[аы]?)\.?$/i, 60],
  [/^(s|sec|seconds?|с|сек)\.?$/i, 1],
];

export const duration = defineFieldType<null>({
  key: 'duration',
  label: { en: 'Duration', uk: 'Тривалість', ru: 'Длительность' },
  group: 'time',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'bigint' }],
  parse(wire, field) {
    const value = typeof wire === 'string' ? parseDuration(wire) : null;
    return value instanceof DaysDuration ? normal(value.nanos, wire, field) : refuse(wire, field);
  },
  toColumns: (value) => [Number((parseDuration(value as string) as DaysDuration).nanos / SECOND)],
  fromColumns: ([value]) =>
    value === null ? null : formatDaysDuration(new DaysDuration(BigInt(Math.round(Number(value))) * SECOND)),
  feelType: () => ({ kind: 'days and time duration' }),
  toFeel: (value) => parseDuration(value as string),
  fromFeel: (value, field) =>
    value instanceof DaysDuration ? normal(value.nanos, String(value), field) : refuse(String(value), field),
  typescript: () => 'Duration',
  json: () => ({ type: 'string', format: 'duration' }),
  operators: ORDERED,
  sortable: true,
  groupable: false,
  aggregates: ['sum', 'avg', 'min', 'max'],
  indexes: ['btree'],
  readText(text, field) {
    const trimmed = text.trim();
    if (trimmed === '') return ok(null);
    if (/^-?P/i.test(trimmed)) return this.parse(trimmed.toUpperCase(), field);
    const seconds = clockSeconds(trimmed) ?? wordSeconds(trimmed);
    return seconds === null ? refuse(text, field) : normal(BigInt(Math.round(seconds)) * SECOND, text, field);
  },
  writeText: (value) => value as string,
  control: 'duration',
});

// helpers //////////

function refuse(value: Json, field: FieldOf<unknown>): Parsed {
  return bad(problem('not_a_duration', { field: field.name, value: shown(value) }));
}

function normal(nanos: bigint, written: Json, field: FieldOf<unknown>): Parsed {
  if (nanos > LONGEST || nanos < -LONGEST) return refuse(written, field);
  return ok(formatDaysDuration(new DaysDuration((nanos / SECOND) * SECOND)));
}

/** `1:30` is hours and minutes, `1:30:15` has seconds. */
function clockSeconds(text: string): number | null {
  const match = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  return match && Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}

/** `1 h 30 min`, `2 дні`. */
function wordSeconds(text: string): number | null {
  let sum = 0;
  const rest = text.replaceAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+\.?)\s*/gu, (all, count: string, word: string) => {
    const unit = UNITS.find(([pattern]) => pattern.test(word));
    if (!unit) return all;
    sum += Number(count.replace(',', '.')) * unit[1];
    return '';
  });
  return rest === '' ? sum : null;
}
