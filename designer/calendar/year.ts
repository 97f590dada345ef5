/** A year of a calendar as it is drawn: every day with its hours and why they are so, and what the year comes to. */
import { type Span, spansOf, type WorkingCalendar } from '#metadata/calendar.ts';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import { type Said, saidOf } from './calendar-content.ts';

/** `work`, `closed`: as the week has it. `off`, `own`: a day off, hours of its own; by this calendar or one it extends. */
export type DayKind = 'work' | 'closed' | 'off' | 'own';

export interface YearDay {
  /** `2026-04-13`. */
  readonly date: string;
  /** 0 for Monday. */
  readonly weekday: number;
  readonly spans: readonly Span[];
  readonly kind: DayKind;
  /** What the calendar itself says about the date. */
  readonly said: Said;
}

export interface YearSum {
  readonly days: number;
  readonly minutes: number;
}

const DAY = 86_400_000;

/** Its months, each with its days. */
export function monthsOf(
  calendar: WorkingCalendar,
  content: CalendarDefinition,
  year: number,
): readonly (readonly YearDay[])[] {
  return Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() }, (__, day) =>
      dayOf(calendar, content, new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10)),
    ),
  );
}

export function dayOf(calendar: WorkingCalendar, content: CalendarDefinition, date: string): YearDay {
  const weekday = weekdayOf(date);
  const spans = spansOf(calendar, date, weekday + 1);
  const off = calendar.holidays.has(date) || calendar.holidays.has(date.slice(5));
  const usual: DayKind = spans.length > 0 ? 'work' : 'closed';
  const kind = calendar.exceptions.has(date) ? 'own' : off ? 'off' : usual;
  return { date, weekday, spans, kind, said: saidOf(content, date) };
}

export function sumOf(months: readonly (readonly YearDay[])[]): YearSum {
  const working = months.flat().filter(({ spans }) => spans.length > 0);
  const minutes = working.flatMap(({ spans }) => spans).reduce((total, { from, to }) => total + to - from, 0);
  return { days: working.length, minutes };
}

/** 0 for Monday. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** So many days on; the date itself stays within four digits of a year. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}
