/** What counting needs: the present instant, the zone of days and months, and the calendar where working time counts. */
import type { Calendars, WorkingCalendar } from '#metadata/calendar.ts';
import type { Element } from '../process.ts';

export interface Clock {
  readonly now: number;
  readonly zone: string;
  /** Durations count in its working time; null or left out: in calendar time. */
  readonly calendar?: WorkingCalendar | null;
}

/** The calendar by which an element counts, null for none; undefined: it names one that does not exist. */
export function calendarOf(
  { calendar }: Element,
  calendars: Calendars | undefined,
): WorkingCalendar | null | undefined {
  if (calendar === null) return null;
  return calendar.key === null ? calendars?.standard : calendars?.byKey.get(calendar.key);
}
