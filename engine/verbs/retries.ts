/** How often a failing job is tried, and the pause before the next try. */
import { DateTime } from 'luxon';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { durationOf } from '../time/instant.ts';

/** Without a plan of the model: three tries, ten seconds and a minute apart. */
const RETRIES = 3;
const PAUSES = ['PT10S', 'PT1M'];

export function retriesOf(element: Element): number {
  return element.retries?.retries ?? RETRIES;
}

/** Milliseconds until the next try when so many are left; the plan's last pause serves for all further ones. */
export function pauseBefore(element: Element, left: number, run: Run): number {
  const pauses = element.retries?.pauses ?? PAUSES;
  const text = pauses[Math.min(retriesOf(element) - left - 1, pauses.length - 1)];
  const duration = text === undefined ? null : durationOf(text);
  if (duration === null) return 0;
  const { now, zone } = run.session.env;
  return DateTime.fromMillis(now, { zone }).plus(duration).toMillis() - now;
}
