/**
 * Functions of the platform beyond FEEL's own, wherever people write expressions: what they take and give, for the check of
 * types, and how they run. Who evaluates hands `platformFunctions(clock)` in as `Env.functions`. `pipeline(stage)` is
 * not among them: it belongs to the record whose stage it is.
 */

import { readDuration } from './calendars/read-duration.ts';
import { nthWorkday } from './calendars/workdays.ts';
import { type Calendars, USUAL_CALENDARS, type WorkingCalendar } from './calendars/working-calendar.ts';
import { addWorkingTime, isWorkingTime, workingTimeBetween } from './calendars/working-time.ts';
import type { FunctionSignature } from './expression.ts';
import {
  type Clock,
  dateOfEpochDay,
  dateTimeOfInstant,
  dateTimeOfLocal,
  daysDuration,
  epochDay,
  floorDiv,
  instantOf,
  localNanos,
  midnightOf,
} from './expressions/temporal.ts';
import { formatDate, formatDaysDuration, formatMonthsDuration } from './expressions/temporal-text.ts';
import { ANY, BOOLEAN, DATE_TIME, DAYS_DURATION, NUMBER, STRING } from './expressions/types.ts';
import { isPeriod, periodBounds } from './queries/periods.ts';
import {
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  isDecimal,
  MonthsDuration,
  type Value,
} from './value.ts';

const CALENDAR = { name: 'calendar', type: STRING, optional: true, names: 'calendar' } as const;

export const FUNCTION_SIGNATURES: Readonly<Record<string, FunctionSignature>> = {
  workdays: {
    parameters: [{ name: 'from', type: ANY }, { name: 'n', type: NUMBER }, CALENDAR],
    result: ([from]) => from ?? ANY,
  },
  'add working time': {
    parameters: [{ name: 'from', type: ANY }, { name: 'duration', type: ANY }, CALENDAR],
    result: DATE_TIME,
  },
  'working time between': {
    parameters: [{ name: 'from', type: ANY }, { name: 'to', type: ANY }, CALENDAR],
    result: DAYS_DURATION,
  },
  'is working time': {
    parameters: [{ name: 'at', type: ANY }, CALENDAR],
    result: BOOLEAN,
  },
  within: {
    parameters: [
      { name: 'date', type: ANY },
      { name: 'period', type: STRING },
    ],
    result: BOOLEAN,
  },
};

/** @param calendars of the release it runs on; where they are not at hand, the platform's own counts */
export function platformFunctions(
  clock: Clock,
  calendars: Calendars = USUAL_CALENDARS,
): Readonly<Record<string, FeelFunction>> {
  /** Null: there is no such calendar. */
  const named = (key: Value): WorkingCalendar | null => {
    if (key === null) return calendars.standard;
    return typeof key === 'string' ? (calendars.byKey.get(key) ?? null) : null;
  };
  return {
    workdays: define('workdays', ([from, n, key]) => workdays(from, n, named(key))),
    'add working time': define('add working time', ([from, duration, key]) =>
      addWorking(from, duration, named(key), clock),
    ),
    'working time between': define('working time between', ([from, to, key]) => {
      const calendar = named(key);
      const [begin, end] = [instantIn(from, calendar, clock), instantIn(to, calendar, clock)];
      if (calendar === null || begin === null || end === null) return null;
      const millis = workingTimeBetween(calendar, begin, end, clock.zone);
      return millis === null ? null : daysDuration(BigInt(millis) * 1_000_000n);
    }),
    'is working time': define('is working time', ([at, key]) => {
      const calendar = named(key);
      const instant = instantIn(at, calendar, clock);
      return calendar && instant !== null ? isWorkingTime(calendar, instant, clock.zone) : null;
    }),
    within: define('within', ([date, period]) => within(date, period, clock)),
  };
}

// helpers //////////

/** More than this is no due date any more. */
const MOST_DAYS = 100_000;

const PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(FUNCTION_SIGNATURES).map(([name, { parameters }]) => [
    name,
    parameters.map((one) => one.name),
  ]),
);

/** Arguments left out are null. */
function define(name: string, invoke: (args: readonly [Value, Value, Value]) => Value): FeelFunction {
  return new FeelFunction(name, PARAMETERS.get(name)!, ([a = null, b = null, c = null]) => invoke([a, b, c]));
}

/**
 * The n-th working day behind a date (before it, where n is negative); with 0 the date itself, or the working day behind it
 * where it is none. The time of day stays; of an instant it is that of the calendar's zone, where it names one.
 */
function workdays(from: Value, n: Value, calendar: WorkingCalendar | null): Value {
  if (calendar === null || !isDecimal(n) || !n.isInteger() || n.abs().gt(MOST_DAYS)) return null;
  if (from instanceof FeelDate) return workdayFrom(calendar, from, n.toNumber());
  if (!(from instanceof FeelDateTime)) return null;
  const there = inZoneOf(calendar, from);
  const day = there && workdayFrom(calendar, there.date, n.toNumber());
  return day && there && new FeelDateTime(day, there.time);
}

function workdayFrom(calendar: WorkingCalendar, date: FeelDate, n: number): FeelDate | null {
  const day = nthWorkday(calendar, epochDay(date), n);
  return day === null ? null : dateOfEpochDay(day);
}

/** An instant by the clocks of the calendar; a local time, and an instant where it names no zone, stay as they are. */
function inZoneOf({ zone }: WorkingCalendar, value: FeelDateTime): FeelDateTime | null {
  if (zone === null || value.time.zone === null) return value;
  return dateTimeOfInstant(instantOf(value, { now: 0, zone }), { id: zone });
}

/** From a date: from its midnight. A duration may be a text, so that 24 hours can be told from a day: `"PT24H"`. */
function addWorking(from: Value, duration: Value, calendar: WorkingCalendar | null, clock: Clock): Value {
  const text = durationText(duration);
  const length = text === null ? null : readDuration(text);
  const begin = instantIn(from, calendar, clock);
  if (calendar === null || length === null || begin === null) return null;
  const at = addWorkingTime(calendar, begin, length, clock.zone);
  if (at === null) return null;
  const zone = { id: calendar.zone ?? clock.zone };
  const there = dateTimeOfInstant(BigInt(at) * 1_000_000n, zone);
  if (!(from instanceof FeelDateTime) || there === null) return there;
  // As it was given: a local time, or by the clock of its own zone.
  const own = from.time.zone;
  return own === null
    ? dateTimeOfLocal(localNanos(there), null)
    : dateTimeOfInstant(BigInt(at) * 1_000_000n, own);
}

function durationText(duration: Value): string | null {
  if (duration instanceof DaysDuration) return formatDaysDuration(duration);
  if (duration instanceof MonthsDuration) return formatMonthsDuration(duration);
  return typeof duration === 'string' ? duration : null;
}

/** Milliseconds since the epoch; what has no zone is read by the clocks of the calendar. */
function instantIn(value: Value, calendar: WorkingCalendar | null, clock: Clock): number | null {
  const moment = value instanceof FeelDate ? midnightOf(value) : value;
  if (!(moment instanceof FeelDateTime) || calendar === null) return null;
  const zone = calendar.zone ?? clock.zone;
  return Number(floorDiv(instantOf(moment, { now: clock.now, zone }), 1_000_000n));
}
/** Whether a date or instant lies in a period relative to today, such as `this_quarter` or `last_30_days`. */
function within(date: Value, period: Value, clock: Clock): Value {
  if (!isPeriod(period)) return null;
  if (date instanceof FeelDate) {
    const { from, to } = periodBounds(period, 'date', clock);
    const day = formatDate(date);
    return day >= from && day < to;
  }
  if (!(date instanceof FeelDateTime)) return null;
  const { from, to } = periodBounds(period, 'instant', clock);
  const millis = Number(instantOf(date, clock) / 1_000_000n);
  return millis >= Date.parse(from) && millis < Date.parse(to);
}
