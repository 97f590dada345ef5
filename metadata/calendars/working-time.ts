/**
 * Counting in working time: when so many working days and hours have passed, how much lies between two instants, whether it is
 * working time now. Asked by the functions of the platform and by the engine's timers.
 *
 * A duration counts in three steps: years, months and weeks along the calendar on the wall, days as working days at the same time of day,
 * hours and what is smaller as working time. Nothing begins to count before work does, and the end of a span still is working time:
 * eight hours from 9:00 are up at 17:00, not the next morning.
 */
import { DateTime } from 'luxon';
import { offsetAt, offsetOfLocal } from '../expressions/zones.ts';
import type { WorkingDuration } from './read-duration.ts';
import { nthWorkday, spansOfDay } from './workdays.ts';
import type { Span, WorkingCalendar } from './working-calendar.ts';
import { FIRST_YEAR, LAST_YEAR, type WorkingSpan, yearTimes } from './year-times.ts';

/** A calendar and where its clocks stand. */
interface Place {
  readonly calendar: WorkingCalendar;
  readonly zone: string;
}

const DAY_MILLIS = 86_400_000;

/**
 * The instant at which a duration of working time has passed since `from`, or lay before it where it is negative. It always lies
 * in working time, its ends included.
 * @param zone of calendars that name none
 * @returns null where it lies beyond the years that are counted
 */
export function addWorkingTime(
  calendar: WorkingCalendar,
  from: number,
  { months, weeks, days, millis }: WorkingDuration,
  zone: string,
): number | null {
  const place = { calendar, zone: calendar.zone ?? zone };
  const backwards = (months || weeks || days || millis) < 0;
  const begin = months || weeks ? onTheWall(from, { months, weeks }, place.zone) : from;
  let at = settled(place, begin, backwards);
  if (at !== null && days !== 0) at = addDays(place, at, days);
  if (at !== null && millis !== 0) at = addMillis(place, at, millis);
  return at;
}

/** Milliseconds of working time between two instants, negative where `to` is the earlier; null beyond the years that are counted. */
export function workingTimeBetween(
  calendar: WorkingCalendar,
  from: number,
  to: number,
  zone: string,
): number | null {
  if (to < from) {
    const back = workingTimeBetween(calendar, to, from, zone);
    return back === null || back === 0 ? back : -back;
  }
  const place = { calendar, zone: calendar.zone ?? zone };
  const [first, last] = [yearOf(place, from), yearOf(place, to)];
  if (first === null || last === null) return null;
  let sum = passed(place, last, to) - passed(place, first, from);
  for (let year = first; year < last; year++) sum += yearTimes(calendar, place.zone, year).total;
  return sum;
}

/** Whether work is done at an instant; at the end of a span it is not any more. */
export function isWorkingTime(calendar: WorkingCalendar, at: number, zone: string): boolean | null {
  const place = { calendar, zone: calendar.zone ?? zone };
  const year = yearOf(place, at);
  if (year === null) return null;
  const { spans } = yearTimes(calendar, place.zone, year);
  const span = spans[lastFrom(spans, at)];
  return span !== undefined && at < span.to;
}

// helpers //////////

/** The instant itself where it lies in working time, else where work begins next, or ended last. */
function settled(place: Place, at: number, backwards: boolean): number | null {
  const found = yearOf(place, at);
  if (found === null) return null;
  const { spans } = yearTimes(place.calendar, place.zone, found);
  const index = lastFrom(spans, at);
  if (index >= 0 && at <= spans[index]!.to) return at;
  // The year's first instant may be where the last span of the year before ends.
  if (index < 0 && found > FIRST_YEAR && lastEnd(place, found - 1) === at) return at;
  const near = spans[backwards ? index : index + 1];
  if (near) return backwards ? near.to : near.from;
  const step = backwards ? -1 : 1;
  for (let year = found + step; year >= FIRST_YEAR && year <= LAST_YEAR; year += step) {
    const others = yearTimes(place.calendar, place.zone, year).spans;
    if (others.length > 0) return backwards ? others.at(-1)!.to : others[0]!.from;
  }
  return null;
}

function addMillis(place: Place, from: number, millis: number): number | null {
  let year = yearOf(place, from)!;
  let times = yearTimes(place.calendar, place.zone, year);
  let rest = passed(place, year, from) + millis;
  while (rest < 0) {
    if (--year < FIRST_YEAR) return null;
    times = yearTimes(place.calendar, place.zone, year);
    rest += times.total;
  }
  while (millis > 0 ? rest > times.total : rest === times.total) {
    if (++year > LAST_YEAR) return null;
    rest -= times.total;
    times = yearTimes(place.calendar, place.zone, year);
  }
  const { spans } = times;
  // Onwards, what is up when a span ends is up there; backwards, what begins with a span begins there.
  const index = lastWith(spans, ({ before }) => (millis > 0 ? before < rest : before <= rest));
  const span = spans[index]!;
  return span.from + (rest - span.before);
}

/** So many working days later at the same time of day, or at the nearest working time before it (the day's first, if none is). */
function addDays(place: Place, from: number, days: number): number | null {
  const local = from + offsetAt({ id: place.zone }, Math.floor(from / 1000)) * 1000;
  const today = Math.floor(local / DAY_MILLIS);
  // Midnight as the end of a span belongs to the day before.
  const ends = local === today * DAY_MILLIS && spansOfDay(place.calendar, today)[0]?.from !== 0;
  const day = ends ? today - 1 : today;
  const target = nthWorkday(place.calendar, day, days);
  if (target === null) return null;
  const wall = target * DAY_MILLIS + clamped(spansOfDay(place.calendar, target), local - day * DAY_MILLIS);
  const at = wall - offsetOfLocal({ id: place.zone }, Math.floor(wall / 1000)) * 1000;
  // Where clocks change in the middle of it, the wall may show what is no working time.
  return settled(place, at, false);
}

function clamped(spans: readonly Span[], millis: number): number {
  const span = spans[lastWith(spans, ({ from }) => from * 60_000 <= millis)];
  return span === undefined ? spans[0]!.from * 60_000 : Math.min(millis, span.to * 60_000);
}

function lastEnd({ calendar, zone }: Place, year: number): number | undefined {
  return yearTimes(calendar, zone, year).spans.at(-1)?.to;
}

function onTheWall(from: number, duration: { months: number; weeks: number }, zone: string): number {
  return DateTime.fromMillis(from, { zone }).plus(duration).toMillis();
}

/** Null outside the years that are counted. */
function yearOf({ zone }: Place, at: number): number | null {
  const local = at + offsetAt({ id: zone }, Math.floor(at / 1000)) * 1000;
  const year = new Date(local).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** Working time of the year up to an instant. */
function passed({ calendar, zone }: Place, year: number, at: number): number {
  const { spans } = yearTimes(calendar, zone, year);
  const span = spans[lastFrom(spans, at)];
  return span === undefined ? 0 : span.before + Math.min(at, span.to) - span.from;
}

/** Index of the last span that has begun at an instant; -1: none has. */
function lastFrom(spans: readonly WorkingSpan[], at: number): number {
  return lastWith(spans, ({ from }) => from <= at);
}

/** Index of the last for which it holds, where it holds for the first ones only; -1: for none. */
function lastWith<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
