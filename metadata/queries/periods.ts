/**
 * Spans of days relative to today, for filters: `today`, `this_week`, `last_month`, `next_quarter`, `this_year`, `past`,
 * `last_30_days`, `next_7_days`. Weeks begin on Monday (ISO 8601).
 */
import { DateTime, type DateTimeUnit } from 'luxon';
import type { Clock } from './operators.ts';

const NAMED = /^(last|this|next)_(week|month|quarter|year)$/;
const DAYS = /^(last|next)_(\d{1,4})_days$/;

export const PERIOD_WORDS =
  'today, yesterday, tomorrow, this_week, last_month, next_quarter, this_year, last_30_days, next_7_days';

export function isPeriod(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    (['today', 'yesterday', 'tomorrow'].includes(text) || NAMED.test(text) || DAYS.test(text))
  );
}

/** First day or instant of the period and the first one behind it, in the form of the column. */
export function periodBounds(
  period: string,
  as: 'date' | 'instant',
  clock: Clock,
): { from: string; to: string } {
  const { from, to } = bounds(period, DateTime.fromMillis(clock.now, { zone: clock.zone }).startOf('day'));
  const text = (time: DateTime) => (as === 'date' ? time.toISODate() : time.toUTC().toISO()) as string;
  return { from: text(from), to: text(to) };
}

// helpers //////////

function bounds(period: string, today: DateTime): { from: DateTime; to: DateTime } {
  const days = DAYS.exec(period);
  if (days) {
    const count = Number(days[2]);
    // "Last 7 days" ends with today, "next 7 days" begins with it.
    return days[1] === 'last'
      ? { from: today.minus({ days: count - 1 }), to: today.plus({ days: 1 }) }
      : { from: today, to: today.plus({ days: count }) };
  }
  const named = NAMED.exec(period);
  if (named) {
    const unit = named[2] as DateTimeUnit;
    const shift = { last: -1, this: 0, next: 1 }[named[1] as 'last' | 'this' | 'next'];
    const from = today.startOf(unit).plus({ [unit]: shift });
    return { from, to: from.plus({ [unit]: 1 }) };
  }
  const from = today.plus({ days: { today: 0, yesterday: -1, tomorrow: 1 }[period] ?? 0 });
  return { from, to: from.plus({ days: 1 }) };
}
