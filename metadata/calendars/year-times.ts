/**
 * The working time of one year of a calendar, as instants: where it lies and how much of it has passed before. Made once for
 * a calendar, zone and year, so that counting over decades costs a look at each year. Asked by `working-time.ts`.
 */
import { dateOfEpochDay, epochDay, weekday } from '../expressions/temporal.ts';
import { formatDate } from '../expressions/temporal-text.ts';
import { offsetOfLocal } from '../expressions/zones.ts';
import { FeelDate } from '../value.ts';
import { type Span, spansOf, type WorkingCalendar } from './working-calendar.ts';

/** Milliseconds since the epoch, `to` behind `from`. */
export interface WorkingSpan {
  readonly from: number;
  readonly to: number;
  /** Working time of the year before it, in milliseconds. */
  readonly before: number;
}

export interface YearTimes {
  readonly spans: readonly WorkingSpan[];
  /** All of its working time in milliseconds. */
  readonly total: number;
}

/** The years in which working time is counted. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const DAY_SECONDS = 86_400;
const WEEK = 7;

const kept = new WeakMap<WorkingCalendar, Map<string, YearTimes>>();

/** @param year from FIRST_YEAR to LAST_YEAR, by the clocks of the zone */
export function yearTimes(calendar: WorkingCalendar, zone: string, year: number): YearTimes {
  const years = kept.get(calendar) ?? new Map<string, YearTimes>();
  kept.set(calendar, years);
  const name = `${zone} ${year}`;
  let times = years.get(name);
  if (!times) {
    times = timesOf(calendar, zone, year);
    years.set(name, times);
  }
  return times;
}

// helpers //////////

function timesOf(calendar: WorkingCalendar, zone: string, year: number): YearTimes {
  const spans: WorkingSpan[] = [];
  let total = 0;
  let last = Number.NEGATIVE_INFINITY;
  const first = epochDay(new FeelDate(year, 1, 1));
  const end = epochDay(new FeelDate(year + 1, 1, 1));
  const midnights = midnightsOf(zone, first, end);
  for (let day = first; day < end; day++) {
    const [midnight, next] = [midnights[day - first]!, midnights[day - first + 1]!];
    const date = dateOfEpochDay(day)!;
    for (const span of spansOf(calendar, formatDate(date), weekday(date))) {
      const { from, to } = instantsOf(span, zone, day, midnight, next);
      // Where clocks go forward a span may vanish, or be pushed into the one behind it.
      const begin = Math.max(from, last);
      if (to <= begin) continue;
      spans.push({ from: begin, to, before: total });
      total += to - begin;
      last = to;
    }
  }
  return { spans, total };
}

/** The first instants of the days and of the one behind them. Clocks that show the same before and after a week did not change in it. */
function midnightsOf(zone: string, first: number, end: number): readonly number[] {
  const found: number[] = [];
  let offset = offsetOfLocal({ id: zone }, first * DAY_SECONDS);
  for (let day = first; day <= end; day += WEEK) {
    const next = offsetOfLocal({ id: zone }, (day + WEEK) * DAY_SECONDS);
    for (let at = day; at < day + WEEK && at <= end; at++) {
      const local = at * DAY_SECONDS;
      found.push((local - (next === offset ? offset : offsetOfLocal({ id: zone }, local))) * 1000);
    }
    offset = next;
  }
  return found;
}

/** @param midnight the day's first instant, `next` the next day's */
function instantsOf(span: Span, zone: string, day: number, midnight: number, next: number) {
  if (next - midnight === DAY_SECONDS * 1000)
    return { from: midnight + span.from * 60_000, to: midnight + span.to * 60_000 };
  const at = (minutes: number) => instantOfLocal(zone, day * DAY_SECONDS + minutes * 60);
  return { from: at(span.from), to: at(span.to) };
}

function instantOfLocal(zone: string, localSeconds: number): number {
  return (localSeconds - offsetOfLocal({ id: zone }, localSeconds)) * 1000;
}
