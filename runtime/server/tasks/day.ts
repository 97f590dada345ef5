/** Bounds of "today" in a person's zone. */
import { DateTime } from 'luxon';

export function dayBounds(now: number, zone: string): { from: Date; to: Date } {
  const start = DateTime.fromMillis(now, { zone }).startOf('day');
  return { from: start.toJSDate(), to: start.plus({ days: 1 }).toJSDate() };
}
