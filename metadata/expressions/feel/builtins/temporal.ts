/** Dates, times and durations made from texts and parts (DMN 1.5 §10.3.4.1). */
import {
  type DaysDuration,
  type Decimal,
  type FeelDate,
  FeelDateTime,
  FeelTime,
  type MonthsDuration,
  type Value,
  type Zone,
} from '../../../value.ts';
import { midnightOf, NANOS_PER_SECOND } from '../../temporal.ts';
import { dateOf, parseDate, parseDateTime, parseDuration, parseTime } from '../../temporal-text.ts';
import { ANY, DATE, DATE_TIME, DAYS_DURATION, MONTHS_DURATION, NUMBER, STRING, TIME } from '../../types.ts';
import { zoneExists } from '../../zones.ts';
import { note, type Run, spend } from '../run.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

type N3 = readonly [Decimal, Decimal, Decimal];
type N6 = readonly [Decimal, Decimal, Decimal, Decimal, Decimal, Decimal];

const FROM_TEXT = parameter('from', STRING);
const DAY = [parameter('year', NUMBER), parameter('month', NUMBER), parameter('day', NUMBER)];
const CLOCK = [parameter('hour', NUMBER), parameter('minute', NUMBER), parameter('second', NUMBER)];
const MAX_OFFSET_HOURS = 18;

export const date = defineBuiltIn(
  'date',
  overload<readonly [string]>(
    [FROM_TEXT],
    DATE,
    ([from], run) => parseDate(from) ?? noSuch('date', from, run),
  ),
  overload<readonly [FeelDate]>([parameter('from', DATE)], DATE, ([from]) => from),
  overload<readonly [FeelDateTime]>([parameter('from', DATE_TIME)], DATE, ([from]) => from.date),
  overload<N3>(DAY, DATE, (parts, run) => dateOfParts(parts) ?? noSuch('date', parts.join('-'), run)),
);

export const time = defineBuiltIn(
  'time',
  overload<readonly [string]>(
    [FROM_TEXT],
    TIME,
    ([from], run) => parseTime(spendOnZone(from, run)) ?? noSuch('time', from, run),
  ),
  overload<readonly [FeelTime]>([parameter('from', TIME)], TIME, ([from]) => from),
  overload<readonly [FeelDate]>(
    [parameter('from', DATE)],
    TIME,
    () => new FeelTime(0, 0, 0, 0, { offset: 0 }),
  ),
  overload<readonly [FeelDateTime]>([parameter('from', DATE_TIME)], TIME, ([from]) => from.time),
  overload<N3>(CLOCK, TIME, (parts, run) => timeOfParts(parts, null) ?? noSuch('time', parts.join(':'), run)),
  overload<readonly [...N3, DaysDuration | null]>(
    [...CLOCK, nullable('offset', DAYS_DURATION)],
    TIME,
    ([hour, minute, second, offset], run) => {
      const zone = offset ? zoneOfDuration(offset) : null;
      const made = zone === undefined ? null : timeOfParts([hour, minute, second], zone);
      return made ?? noSuch('time', [hour, minute, second].join(':'), run);
    },
  ),
);

export const dateAndTime = defineBuiltIn(
  'date and time',
  overload<readonly [string]>(
    [FROM_TEXT],
    DATE_TIME,
    ([from], run) => parseDateTime(spendOnZone(from, run)) ?? noSuch('date and time', from, run),
  ),
  overload<readonly [FeelDate]>([parameter('from', DATE)], DATE_TIME, ([from]) =>
    midnightOf(from, { offset: 0 }),
  ),
  overload<readonly [FeelDateTime]>([parameter('from', DATE_TIME)], DATE_TIME, ([from]) => from),
  overload<readonly [FeelDate, FeelTime]>(
    [parameter('date', DATE), parameter('time', TIME)],
    DATE_TIME,
    ([day, clock]) => new FeelDateTime(day, clock),
  ),
  overload<readonly [FeelDateTime, FeelTime]>(
    [parameter('date', DATE_TIME), parameter('time', TIME)],
    DATE_TIME,
    ([day, clock]) => new FeelDateTime(day.date, clock),
  ),
  overload<N6>([...DAY, ...CLOCK], DATE_TIME, (parts, run) => dateTimeOfParts(parts, null, run)),
  overload<readonly [...N6, Decimal]>(
    [...DAY, ...CLOCK, parameter('hour offset', NUMBER)],
    DATE_TIME,
    ([...parts], run) => {
      const hours = parts.pop()!;
      if (hours.abs().gt(MAX_OFFSET_HOURS))
        return note(run, 'date and time: the offset is more than 18 hours.');
      return dateTimeOfParts(parts as unknown as N6, { offset: Math.round(hours.toNumber() * 3600) }, run);
    },
  ),
  overload<readonly [...N6, string]>(
    [...DAY, ...CLOCK, parameter('timezone', STRING)],
    DATE_TIME,
    (args, run) => {
      const id = args[6];
      if (!zoneExists(spendOnZone(id, run))) return note(run, `date and time: there is no zone "${id}".`);
      return dateTimeOfParts(args.slice(0, 6) as unknown as N6, { id }, run);
    },
  ),
);

export const duration = defineBuiltIn(
  'duration',
  overload<readonly [string]>(
    [FROM_TEXT],
    ANY,
    ([from], run) => parseDuration(from) ?? noSuch('duration', from, run),
  ),
  overload<readonly [DaysDuration]>([parameter('from', DAYS_DURATION)], DAYS_DURATION, ([from]) => from),
  overload<readonly [MonthsDuration]>(
    [parameter('from', MONTHS_DURATION)],
    MONTHS_DURATION,
    ([from]) => from,
  ),
);

// helpers //////////

/** Looking up a zone that is met for the first time takes longer than all else here. */
function spendOnZone(text: string, run: Run): string {
  spend(run, text.includes('/') || text.includes('@') ? 20 : 1);
  return text;
}

function noSuch(kind: string, text: string, run: Run): null {
  return note(run, `There is no ${kind} "${text.slice(0, 60)}".`);
}

function dateOfParts([year, month, day]: N3): FeelDate | null {
  return dateOf(year.trunc().toNumber(), month.trunc().toNumber(), day.trunc().toNumber());
}

/** null where there is no such time of day; the second may have a fraction. */
function timeOfParts([hour, minute, second]: N3, zone: Zone): FeelTime | null {
  const nanos = second.times(1e9).trunc().toNumber();
  const [h, m] = [hour.trunc().toNumber(), minute.trunc().toNumber()];
  if (h < 0 || h > 23 || m < 0 || m > 59 || nanos < 0 || nanos >= 60e9) return null;
  return new FeelTime(h, m, Math.floor(nanos / 1e9), nanos % 1e9, zone);
}

function dateTimeOfParts([year, month, day, hour, minute, second]: N6, zone: Zone, run: Run): Value {
  const date = dateOfParts([year, month, day]);
  const time = timeOfParts([hour, minute, second], zone);
  return date && time
    ? new FeelDateTime(date, time)
    : note(run, 'date and time: there is no such day or time.');
}

/** undefined where the offset is no whole number of seconds within 18 hours. */
function zoneOfDuration({ nanos }: DaysDuration): Zone | undefined {
  const seconds = Number(nanos / NANOS_PER_SECOND);
  return nanos % NANOS_PER_SECOND !== 0n || Math.abs(seconds) > MAX_OFFSET_HOURS * 3600
    ? undefined
    : { offset: seconds };
}
