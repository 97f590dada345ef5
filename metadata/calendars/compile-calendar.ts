/**
 * Calendars of definitions: what a calendar says itself, over what those it extends say. The registry compiles all of them; the
 * kind's check says what is wrong with one.
 */

import type { Configuration } from '../definition.ts';
import { definitionsOf, splitReference } from '../definition.ts';
import { zoneExists } from '../expressions/zones.ts';
import type { CalendarDefinition, CalendarHours } from '../schemas/generated/definitions.ts';
import { readSpans } from './read-spans.ts';
import { type Calendars, type Span, USUAL_CALENDAR, type WorkingCalendar } from './working-calendar.ts';

/** Monday first, as `WorkingCalendar.week` has them. */
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const WEEKEND_FROM = 5;

/** Calendars that can't be used are left out: their own check says why, and what names them that they are not there. */
export function compileCalendars(configuration: Configuration): Calendars {
  const definitions = contentsIn(configuration);
  const byKey = new Map<string, WorkingCalendar>();
  for (const key of definitions.keys()) {
    const calendar = compileCalendar(key, lineOf(key, definitions));
    if (hasHours(calendar)) byKey.set(key, calendar);
  }
  const standard = [...definitions].find(([key, content]) => content.default && byKey.has(key));
  return { byKey, standard: standard ? byKey.get(standard[0])! : USUAL_CALENDAR };
}

/** One calendar of a configuration as it counts, hours or none. */
export function compiledCalendar(configuration: Configuration, key: string): WorkingCalendar {
  return compileCalendar(key, lineOf(key, contentsIn(configuration)));
}

/** Keys of a calendar and of those it extends, itself first; a circle ends where it closes. */
export function calendarLine(configuration: Configuration, key: string): readonly string[] {
  const definitions = contentsIn(configuration);
  const keys = new Map([...definitions].map(([name, content]) => [content, name]));
  return lineOf(key, definitions).map((content) => keys.get(content)!);
}

/** A calendar and those it extends, itself first; a circle ends where it closes. */
export function lineOf(
  key: string,
  definitions: ReadonlyMap<string, CalendarDefinition>,
): readonly CalendarDefinition[] {
  const line: CalendarDefinition[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const content: CalendarDefinition | undefined = definitions.get(at);
    if (!content) break;
    line.push(content);
    at = content.extends === undefined ? undefined : splitReference(content.extends).key;
  }
  return line;
}

/** @param line the calendar's content first, then what it extends */
export function compileCalendar(key: string, line: readonly CalendarDefinition[]): WorkingCalendar {
  const week: (readonly Span[])[] = DAYS.map((_, day) => {
    for (const { hours } of line) {
      const said = hoursOf(hours, day);
      if (said !== undefined) return spansIn(said);
    }
    return [];
  });
  const holidays = new Set<string>();
  const exceptions = new Map<string, readonly Span[]>();
  // What is nearer wins: a holiday of its own over a working day of what it extends, and the other way round.
  for (const { holidays: off = [], exceptions: own = {} } of line.toReversed()) {
    for (const holiday of off) {
      const day = typeof holiday === 'string' ? holiday : holiday.day;
      holidays.add(day);
      for (const date of exceptions.keys()) if (date.endsWith(day)) exceptions.delete(date);
    }
    for (const [date, hours] of Object.entries(own)) exceptions.set(date, spansIn(hours));
  }
  const zone = line.find((content) => content.zone !== undefined)?.zone ?? null;
  return Object.freeze({
    key,
    zone: zone !== null && zoneExists(zone) ? zone : null,
    week,
    holidays,
    exceptions,
  });
}

/** Without a weekday that comes back, time would never be up. */
export function hasHours({ week }: WorkingCalendar): boolean {
  return week.some((spans) => spans.length > 0);
}

// helpers //////////

function contentsIn(configuration: Configuration): ReadonlyMap<string, CalendarDefinition> {
  const found = definitionsOf(configuration, 'calendar');
  return new Map(found.map(({ key, content }) => [key, content as unknown as CalendarDefinition]));
}

/** A day by its name wins over `weekdays` and `weekend`. */
function hoursOf(hours: CalendarDefinition['hours'], day: number): CalendarHours | undefined {
  return hours?.[DAYS[day]!] ?? hours?.[day < WEEKEND_FROM ? 'weekdays' : 'weekend'];
}

function spansIn(hours: CalendarHours): readonly Span[] {
  const read = readSpans(hours);
  return read.ok ? read.spans : [];
}
