/** What the editor of calendars does to one's content: hours of the week, days off, days with hours of their own. */
import type { Label } from '#metadata/label.ts';
import type { CalendarDefinition, CalendarHours } from '#metadata/schemas/generated/definitions.ts';

/** Monday first, as compiled calendars have them. */
export const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const WORKDAYS = 5;

export interface Holiday {
  /** `12-25` of every year, `2026-04-13` of one. */
  readonly day: string;
  readonly label?: Label;
}

/** What a calendar itself says about a date; null: nothing, so that the week or what it extends holds. */
export type Said =
  | { readonly as: 'off'; readonly holiday: Holiday }
  | { readonly as: 'hours'; readonly hours: CalendarHours }
  | null;

/** Its own hours on a day of the week; undefined: it says nothing about it. */
export function weekHours({ hours }: CalendarDefinition, day: number): CalendarHours | undefined {
  return hours?.[WEEK[day]!] ?? hours?.[day < WORKDAYS ? 'weekdays' : 'weekend'];
}

/** Undefined takes away what it says about the days, so that what it extends holds, or they are closed. */
export function setWeekHours(
  content: CalendarDefinition,
  days: readonly number[],
  hours: CalendarHours | undefined,
): CalendarDefinition {
  const all = WEEK.map((_, day) => (days.includes(day) ? hours : weekHours(content, day)));
  const kept = {
    ...folded('weekdays', all, 0, WORKDAYS),
    ...folded('weekend', all, WORKDAYS, WEEK.length),
  };
  const { hours: _, ...rest } = content;
  return Object.keys(kept).length > 0 ? { ...rest, hours: kept } : rest;
}

export function holidaysOf({ holidays = [] }: CalendarDefinition): readonly Holiday[] {
  return holidays.map((holiday) => (typeof holiday === 'string' ? { day: holiday } : holiday));
}

/** Hours of its own win over a day off, and a day off of one year over that of every year. */
export function saidOf(content: CalendarDefinition, date: string): Said {
  const hours = content.exceptions?.[date];
  if (hours !== undefined) return { as: 'hours', hours };
  const all = holidaysOf(content);
  const holiday = all.find(({ day }) => day === date) ?? all.find(({ day }) => day === date.slice(5));
  return holiday ? { as: 'off', holiday } : null;
}

/** Makes a date a day off, gives it hours, or (null) lets it be as any other. */
export function setDay(content: CalendarDefinition, date: string, said: Said): CalendarDefinition {
  const holidays = holidaysOf(content).filter(({ day }) => day !== date && day !== date.slice(5));
  const exceptions = Object.entries(content.exceptions ?? {}).filter(([day]) => day !== date);
  if (said?.as === 'off') holidays.push(said.holiday);
  // A day off of every year stays one in the other years.
  else if (said?.as === 'hours')
    holidays.push(...holidaysOf(content).filter(({ day }) => day === date.slice(5)));
  if (said?.as === 'hours') exceptions.push([date, said.hours]);
  const { holidays: _, exceptions: __, ...rest } = content;
  return {
    ...rest,
    ...(holidays.length > 0 && { holidays: holidays.sort(byDay).map(written) }),
    ...(exceptions.length > 0 && {
      exceptions: Object.fromEntries(exceptions.sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}

/** Without the settings that say nothing. */
export function setGeneral(
  content: CalendarDefinition,
  change: Partial<Record<'label' | 'default' | 'extends' | 'zone', unknown>>,
): CalendarDefinition {
  const next = Object.entries({ ...content, ...change });
  return Object.fromEntries(
    next.filter(([, value]) => value !== undefined && value !== null && value !== false),
  ) as CalendarDefinition;
}

// helpers //////////

/** Days that all have hours share the commonest of them under one word; the others are named. */
function folded(
  word: 'weekdays' | 'weekend',
  all: readonly (CalendarHours | undefined)[],
  from: number,
  to: number,
): Record<string, CalendarHours> {
  const own = all.slice(from, to);
  const texts = own.map((hours) => JSON.stringify(hours));
  const count = (text: string | undefined) => texts.filter((other) => other === text).length;
  const shared = own.includes(undefined)
    ? undefined
    : texts.reduce((best, text) => (count(text) > count(best) ? text : best));
  const named = own.flatMap((hours, i) =>
    hours === undefined || texts[i] === shared ? [] : [[WEEK[from + i]!, hours] as const],
  );
  return {
    ...(shared !== undefined && { [word]: JSON.parse(shared) as CalendarHours }),
    ...Object.fromEntries(named),
  };
}

/** Those of every year first. */
function byDay({ day: a }: Holiday, { day: b }: Holiday): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function written({ day, label }: Holiday): string | { day: string; label: Label } {
  return label === undefined ? day : { day, label };
}
