/** Dates and times as people type them in spreadsheets. Shared by date, datetime and time. */
import { dateOf } from '../expressions/temporal-text.ts';
import type { TextConventions } from '../fields/field-type.ts';
import type { FeelDate } from '../value.ts';

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.+))?$/;
const PARTS = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ ,T]+(.+))?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?$/i;

/** A date with the rest of the text behind it, or null. Dots mean day first, whatever the order of slashes. */
export function readDateParts(
  text: string,
  order: TextConventions['dateOrder'],
): { date: FeelDate; rest: string } | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) return withRest(dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), iso[4]);
  const parts = PARTS.exec(trimmed);
  if (!parts) return null;
  const [a, b, c] = [parts[1]!, parts[2]!, parts[3]!];
  const dots = trimmed.includes('.');
  if (a.length > 2) return withRest(dateOf(Number(a), Number(b), Number(c)), parts[4]);
  const [day, month, year] =
    order === 'mdy' && !dots ? [b, a, c] : order === 'ymd' && !dots ? [c, b, a] : [a, b, c];
  return withRest(dateOf(fullYear(year), Number(month), Number(day)), parts[4]);
}

export function readClock(text: string): ClockTime | null {
  const match = CLOCK.exec(text.trim());
  if (!match) return null;
  let hour = Number(match[1]);
  const half = match[5]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(match[2]), Number(match[3] ?? 0)];
  const millisecond = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'));
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second, millisecond } : null;
}

// helpers //////////

function withRest(date: FeelDate | null, rest: string | undefined) {
  return date && date.year >= 1 && date.year <= 9999 ? { date, rest: rest?.trim() ?? '' } : null;
}

/** Two digits mean the hundred years from 1950 to 2049. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}
