/**
 * A calendar of working hours, compiled: for every day the spans in which work is done. Made by `compile-calendar.ts` of
 * definitions, asked by `year-times.ts`, `workdays.ts` and `working-time.ts`.
 */

/** A stretch of a day in minutes since midnight, by the clock on the wall; `to` is behind `from`, at most 1440. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface WorkingCalendar {
  /** Key of the definition; null for the one the platform has where none is defined. */
  readonly key: string | null;
  /** IANA zone of its hours; null: that of whoever asks. */
  readonly zone: string | null;
  /** Monday first. */
  readonly week: readonly (readonly Span[])[];
  /** Days off of every year as `12-25`, of one year as `2026-04-13`. */
  readonly holidays: ReadonlySet<string>;
  /** Days with hours of their own (none: closed), by date; they win over holidays. */
  readonly exceptions: ReadonlyMap<string, readonly Span[]>;
}

/** All calendars of an installation. */
export interface Calendars {
  readonly byKey: ReadonlyMap<string, WorkingCalendar>;
  /** The one that counts where none is named. */
  readonly standard: WorkingCalendar;
}

const NINE_TO_SIX: readonly Span[] = [{ from: 9 * 60, to: 18 * 60 }];
const WORKDAYS = 5;

/** Monday to Friday, 9 to 18. */
export const USUAL_CALENDAR: WorkingCalendar = Object.freeze({
  key: null,
  zone: null,
  week: Array.from({ length: 7 }, (_, day) => (day < WORKDAYS ? NINE_TO_SIX : [])),
  holidays: new Set<string>(),
  exceptions: new Map<string, readonly Span[]>(),
});

export const USUAL_CALENDARS: Calendars = Object.freeze({ byKey: new Map(), standard: USUAL_CALENDAR });

/** The spans of a day, in order. `weekday` is 1 for Monday. */
export function spansOf(
  { week, holidays, exceptions }: WorkingCalendar,
  date: string,
  weekday: number,
): readonly Span[] {
  const own = exceptions.get(date);
  if (own) return own;
  if (holidays.has(date) || holidays.has(date.slice(-5))) return [];
  return week[weekday - 1]!;
}
