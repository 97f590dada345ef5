/**
 * Functions of the platform beyond FEEL's own, wherever people write expressions: what they take and give, for the check of
 * types, and how they run. Who evaluates hands `platformFunctions(clock)` in as `Env.functions`. `pipeline(stage)` is
 * not among them: it belongs to the record whose stage it is.
 */
import type { FunctionSignature } from './expression.ts';
import { type Clock, dateOfEpochDay, epochDay, instantOf, weekday } from './expressions/temporal.ts';
import { formatDate } from './expressions/temporal-text.ts';
import { isPeriod, periodBounds } from './queries/periods.ts';
import { FeelDate, FeelDateTime, FeelFunction, isDecimal, type Value } from './value.ts';

export const FUNCTION_SIGNATURES: Readonly<Record<string, FunctionSignature>> = {
  workdays: {
    parameters: [
      { name: 'from', type: { kind: 'any' } },
      { name: 'n', type: { kind: 'number' } },
    ],
    result: ([from]) => from ?? { kind: 'any' },
  },
  within: {
    parameters: [
      { name: 'date', type: { kind: 'any' } },
      { name: 'period', type: { kind: 'string' } },
    ],
    result: { kind: 'boolean' },
  },
};

export function platformFunctions(clock: Clock): Readonly<Record<string, FeelFunction>> {
  return {
    workdays: new FeelFunction('workdays', ['from', 'n'], ([from = null, n = null]) => workdays(from, n)),
    within: new FeelFunction('within', ['date', 'period'], ([date = null, period = null]) =>
      within(date, period, clock),
    ),
  };
}

// helpers //////////

/** More than this is no due date any more. */
const MOST_DAYS = 100_000;
const LAST_WORKDAY = 5;

/**
 * The n-th working day, Monday to Friday, behind a date (before it, where n is negative); with 0 the date itself, or the
 * Monday behind a weekend. The time of day stays.
 */
function workdays(from: Value, n: Value): Value {
  const day = from instanceof FeelDateTime ? from.date : from;
  if (!(day instanceof FeelDate) || !isDecimal(n) || !n.isInteger() || n.abs().gt(MOST_DAYS)) return null;
  const found = dateOfEpochDay(epochDay(day) + daysToWorkday(weekday(day), n.toNumber()));
  return found && from instanceof FeelDateTime ? new FeelDateTime(found, from.time) : found;
}

/** Calendar days from a weekday (Monday is 1) to the n-th working day. */
function daysToWorkday(today: number, n: number): number {
  if (n === 0) return today > LAST_WORKDAY ? 8 - today : 0;
  // A weekend counts as the Friday before it on the way forward, as the Monday behind it on the way back.
  const settled = today <= LAST_WORKDAY ? today : n > 0 ? LAST_WORKDAY : 8;
  const begin = settled === 8 ? 1 : settled;
  const weeks = Math.trunc(n / LAST_WORKDAY);
  const rest = n % LAST_WORKDAY;
  const crosses = n > 0 ? begin + rest > LAST_WORKDAY : begin + rest < 1;
  return settled - today + weeks * 7 + rest + (crosses ? Math.sign(n) * 2 : 0);
}

/** Whether a date or instant lies in a period relative to today, such as `this_quarter` or `last_30_days`. */
function within(date: Value, period: Value, clock: Clock): Value {
  if (!isPeriod(period)) return null;
  if (date instanceof FeelDate) {
    const { from, to } = periodBounds(period, 'date', clock);
    const day = formatDate(date);
    return day >= from && day < to;
  }
  if (!(date instanceof FeelDateTime)) return null;
  const { from, to } = periodBounds(period, 'instant', clock);
  const millis = Number(instantOf(date, clock) / 1_000_000n);
  return millis >= Date.parse(from) && millis < Date.parse(to);
}
