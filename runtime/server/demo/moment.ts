/**
 * Moments relative to the day a demo begins: `=today-12` is a date, `=today-12 14:30` a time of that day in the zone of the
 * installation. Everything else is itself. Data that tell of the past and the near future never grow old this way.
 */
import { DateTime } from 'luxon';

const RELATIVE = /^=?today(?:([+-])(\d{1,4}))?(?: (\d{2}):(\d{2}))?$/;

export interface Today {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly zone: string;
}

/** ISO 8601: `2026-03-02`, or `2026-03-02T14:30:00.000+02:00`; null for a text that is no relative moment. */
export function relativeMoment(text: string, { now, zone }: Today): string | null {
  const found = RELATIVE.exec(text.trim());
  if (!found) return null;
  const [, sign, days = '0', hour, minute] = found;
  const day = DateTime.fromMillis(now, { zone })
    .startOf('day')
    .plus({ days: Number(days) * (sign === '-' ? -1 : 1) });
  if (hour === undefined) return day.toISODate();
  return day.set({ hour: Number(hour), minute: Number(minute) }).toISO();
}

/** Milliseconds of a moment in the past; one that is still to come today is now. Throws for a text that is none. */
export function pastMoment(text: string, today: Today): number {
  const moment = relativeMoment(text, today);
  if (moment === null) throw new Error(`“${text}” is no moment such as =today-12 14:30.`);
  return Math.min(today.now, DateTime.fromISO(moment, { zone: today.zone }).toMillis());
}
