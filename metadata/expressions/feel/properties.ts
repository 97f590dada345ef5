/** What stands behind a dot, at run time (DMN 1.5 §10.3.2.13, table 65). undefined where the value has no such part. */
import {
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isContext,
  MonthsDuration,
  numberOf,
  Range,
  Reference,
  type Value,
  type Zone,
} from '../../value.ts';
import { type Clock, NANOS_PER_SECOND, offsetOf, offsetOfTime, weekday } from '../temporal.ts';
import type { Run } from './run.ts';

type Parts<V> = Readonly<Record<string, (value: V, clock: Clock) => Value>>;

const DATE: Parts<FeelDate> = {
  year: ({ year }) => numberOf(year),
  month: ({ month }) => numberOf(month),
  day: ({ day }) => numberOf(day),
  weekday: (date) => numberOf(weekday(date)),
};

const TIME: Parts<FeelTime> = {
  hour: ({ hour }) => numberOf(hour),
  minute: ({ minute }) => numberOf(minute),
  second: ({ second, nano }) => secondsOf(BigInt(second) * NANOS_PER_SECOND + BigInt(nano)),
  'time offset': (time, clock) => (time.zone ? offsetDuration(offsetOfTime(time, clock)) : null),
  timezone: ({ zone }) => zoneName(zone),
};

const DATE_TIME: Parts<FeelDateTime> = {
  ...lift(DATE, (value: FeelDateTime) => value.date),
  ...lift(TIME, (value: FeelDateTime) => value.time),
  'time offset': (value, clock) => (value.time.zone ? offsetDuration(offsetOf(value, clock)) : null),
};

const DAYS: Parts<DaysDuration> = {
  days: ({ nanos }) => numberOf(nanos / (86_400n * NANOS_PER_SECOND)),
  hours: ({ nanos }) => numberOf((nanos / (3600n * NANOS_PER_SECOND)) % 24n),
  minutes: ({ nanos }) => numberOf((nanos / (60n * NANOS_PER_SECOND)) % 60n),
  seconds: ({ nanos }) => secondsOf(nanos % (60n * NANOS_PER_SECOND)),
};

const MONTHS: Parts<MonthsDuration> = {
  years: ({ months }) => numberOf(Math.trunc(months / 12) + 0),
  months: ({ months }) => numberOf((months % 12) + 0),
};

const RANGE: Parts<Range> = {
  start: ({ start }) => start,
  end: ({ end }) => end,
  'start included': ({ startIncluded }) => startIncluded,
  'end included': ({ endIncluded }) => endIncluded,
};

export function property(value: Value, name: string, run: Run): Value | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isContext(value)) return value[name];
  if (value instanceof Reference) return run.env.field?.(value, name);
  if (value instanceof FeelDate) return part(DATE, value, name, run);
  if (value instanceof FeelDateTime) return part(DATE_TIME, value, name, run);
  if (value instanceof FeelTime) return part(TIME, value, name, run);
  if (value instanceof DaysDuration) return part(DAYS, value, name, run);
  if (value instanceof MonthsDuration) return part(MONTHS, value, name, run);
  if (value instanceof Range) return part(RANGE, value, name, run);
  return undefined;
}

// helpers //////////

function part<V>(parts: Parts<V>, value: V, name: string, run: Run): Value | undefined {
  return Object.hasOwn(parts, name) ? parts[name]!(value, run.env) : undefined;
}

function lift<V, W>(parts: Parts<V>, from: (value: W) => V): Parts<W> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, read]) => [name, (value: W, clock: Clock) => read(from(value), clock)]),
  );
}

/** Seconds with their fraction. */
function secondsOf(nanos: bigint): Value {
  return nanos % NANOS_PER_SECOND === 0n
    ? numberOf(nanos / NANOS_PER_SECOND)
    : new Decimal(String(nanos)).div(String(NANOS_PER_SECOND));
}

function offsetDuration(seconds: number): DaysDuration {
  return new DaysDuration(BigInt(seconds) * NANOS_PER_SECOND);
}

function zoneName(zone: Zone): string | null {
  return zone && 'id' in zone ? zone.id : null;
}
