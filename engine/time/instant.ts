/**
 * Instants and durations of timers and due dates, from the values expressions give: ISO 8601 text, or a value with a tag in
 * state form. Calendar units (days, months) are counted in the given zone, so that a day stays a day when clocks change.
 */

import { DateTime, Duration } from 'luxon';
import { addWorkingTime, readDuration } from '#metadata/calendar.ts';
import type { Json } from '#metadata/value.ts';
import type { Clock } from './clock.ts';

/** Milliseconds since the epoch of a date, date and time, or text of one; without a zone it is in `zone`. Null: it is none. */
export function instantOf(value: Json, zone: string): number | null {
  const text = taggedText(value, ['$dateTime', '$date']);
  if (text === null) return null;
  const [iso, named] = text.split('@');
  const time = DateTime.fromISO(iso!.trim(), { zone: named ?? zone, setZone: false });
  return time.isValid && /^[+-]?\d{4,}-/.test(iso!.trim()) ? time.toMillis() : null;
}

/**
 * The instant that lies a duration after another, in the clock's working time where it has a calendar. Null: the value is no
 * duration, or one that leads beyond the years a calendar counts.
 */
export function instantAfter(
  from: number,
  value: Json,
  { zone, calendar }: Omit<Clock, 'now'>,
): number | null {
  const text = taggedText(value, ['$duration']);
  if (text !== null && calendar) {
    const length = readDuration(text);
    return length && addWorkingTime(calendar, from, length, zone);
  }
  const duration = text === null ? null : durationOf(text);
  return duration === null ? null : DateTime.fromMillis(from, { zone }).plus(duration).toMillis();
}

/** A due date: an instant, or a duration from now. */
export function dueOf(value: Json, clock: Clock): number | null {
  return instantOf(value, clock.zone) ?? instantAfter(clock.now, value, clock);
}

/** An ISO 8601 duration, negative ones with a sign in front. */
export function durationOf(text: string): Duration | null {
  const trimmed = text.trim();
  const negative = trimmed.startsWith('-P');
  const duration = Duration.fromISO(negative ? trimmed.slice(1) : trimmed);
  if (!duration.isValid || !/^-?P/.test(trimmed)) return null;
  return negative ? duration.negate() : duration;
}

// helpers //////////

function taggedText(value: Json, tags: readonly string[]): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const tag of tags) if (typeof value[tag] === 'string') return value[tag];
  return null;
}
