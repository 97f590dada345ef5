/** Counting working days: the days on which a calendar has hours. Asked by the function `workdays` and by `working-time.ts`. */
import { dateOfEpochDay, epochDay, weekday } from '../expressions/temporal.ts';
import { formatDate } from '../expressions/temporal-text.ts';
import { FeelDate } from '../value.ts';
import { type Span, spansOf, type WorkingCalendar } from './working-calendar.ts';
import { FIRST_YEAR, LAST_YEAR } from './year-times.ts';

const kept = new WeakMap<WorkingCalendar, Map<number, readonly number[]>>();

/**
 * The n-th working day behind a day (before it, where n is negative); with 0 the day itself, or the next working day where
 * it is none.
 * @param day days since 1970-01-01
 * @returns null beyond the years that are counted
 */
export function nthWorkday(calendar: WorkingCalendar, day: number, n: number): number | null {
  let year = dateOfEpochDay(day)?.year ?? 0;
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  let days = workdaysOf(calendar, year);
  const before = firstFrom(days, day);
  const onOne = days[before] === day;
  // Its place among the working days of the year, which may lie in another one.
  let place = n > 0 && !onOne ? before + n - 1 : before + n;
  while (place < 0) {
    if (--year < FIRST_YEAR) return null;
    days = workdaysOf(calendar, year);
    place += days.length;
  }
  while (place >= days.length) {
    if (++year > LAST_YEAR) return null;
    place -= days.length;
    days = workdaysOf(calendar, year);
  }
  return days[place]!;
}

/** The hours of a day. */
export function spansOfDay(calendar: WorkingCalendar, day: number): readonly Span[] {
  const date = dateOfEpochDay(day);
  return date === null ? [] : spansOf(calendar, formatDate(date), weekday(date));
}

// helpers //////////

function workdaysOf(calendar: WorkingCalendar, year: number): readonly number[] {
  const years = kept.get(calendar) ?? new Map<number, readonly number[]>();
  kept.set(calendar, years);
  const known = years.get(year);
  if (known) return known;
  const days: number[] = [];
  const end = epochDay(new FeelDate(year + 1, 1, 1));
  for (let day = epochDay(new FeelDate(year, 1, 1)); day < end; day++)
    if (spansOfDay(calendar, day).length > 0) days.push(day);
  years.set(year, days);
  return days;
}

/** Index of the first working day that is not before `day`. */
function firstFrom(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
