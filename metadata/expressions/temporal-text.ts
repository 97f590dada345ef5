/**
 * ISO 8601 text of dates, times and durations, both ways, in the lexical form of FEEL (DMN 1.5 §10.3.4.1). Parsers give
 * null for text that is not well formed or names a day that does not exist; they never throw.
 */

import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration, type Zone } from '../value.ts';
import { zoneExists } from './zones.ts';

const DATE = /^(-?)([1-9]\d{4,8}|\d{4})-(\d{2})-(\d{2})$/;
const TIME =
  /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z][\w+-]*(?:\/[\w+-]+)*)?$/;
/** Longer numbers make durations beyond all years that are counted. */
const DAYS_DURATION =
  /^(-?)P(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d*))?S)?)?$/;
const MONTHS_DURATION = /^(-?)P(?:(\d{1,18})Y)?(?:(\d{1,18})M)?$/;

const NANOS_PER_SECOND = 1_000_000_000n;
const MAX_OFFSET = 18 * 3600;
/** The longest duration there is, in nanoseconds: some thirty thousand million years. */
export const MAX_NANOS = 10n ** 27n;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A date if that day exists, else null. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || Math.abs(year) > 999_999_999) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return new FeelDate(year, month, day);
}

export function parseDate(text: string): FeelDate | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const year = Number(match[2]);
  if (match[1] && year === 0) return null;
  return dateOf(match[1] ? -year : year, Number(match[3]), Number(match[4]));
}

export function parseTime(text: string): FeelTime | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const nano = match[4] ? Number(match[4].slice(0, 9).padEnd(9, '0')) : 0;
  const zone = parseZone(match[5]);
  return zone === undefined ? null : new FeelTime(hour, minute, second, nano, zone);
}

/** A date and time; a date alone is midnight of that day, as FEEL's `date and time(from)` reads it. */
export function parseDateTime(text: string): FeelDateTime | null {
  const split = text.indexOf('T');
  if (split < 0) {
    const date = parseDate(text);
    return date && new FeelDateTime(date, new FeelTime(0, 0, 0, 0, null));
  }
  const date = parseDate(text.slice(0, split));
  const time = parseTime(text.slice(split + 1));
  return date && time && new FeelDateTime(date, time);
}

/** The value of `@"…"`: a date, time, date and time, or duration. */
export function parseTemporal(
  text: string,
): FeelDate | FeelTime | FeelDateTime | DaysDuration | MonthsDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^-?\d+-\d\d-\d\dT/.test(text)) return parseDateTime(text);
  return parseDate(text) ?? parseTime(text);
}

export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  const months = MONTHS_DURATION.exec(text);
  if (months && (months[2] ?? months[3]) !== undefined) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return Number.isSafeInteger(total) ? new MonthsDuration(months[1] ? -total : total) : null;
  }
  const days = DAYS_DURATION.exec(text);
  if (!days || text.endsWith('T') || (days[2] ?? days[3] ?? days[4] ?? days[5]) === undefined) return null;
  const seconds =
    BigInt(days[2] ?? 0) * 86_400n +
    BigInt(days[3] ?? 0) * 3600n +
    BigInt(days[4] ?? 0) * 60n +
    BigInt(days[5] ?? 0);
  const nanos = seconds * NANOS_PER_SECOND + BigInt((days[6] ?? '').slice(0, 9).padEnd(9, '0'));
  return nanos > MAX_NANOS ? null : new DaysDuration(days[1] ? -nanos : nanos);
}

export function formatDate(date: FeelDate): string {
  const year = Math.abs(date.year).toString().padStart(4, '0');
  return `${date.year < 0 ? '-' : ''}${year}-${two(date.month)}-${two(date.day)}`;
}

export function formatTime(time: FeelTime): string {
  const fraction = time.nano ? `.${time.nano.toString().padStart(9, '0').replace(/0+$/, '')}` : '';
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction}${formatZone(time.zone)}`;
}

export function formatDateTime(value: FeelDateTime): string {
  return `${formatDate(value.date)}T${formatTime(value.time)}`;
}

/** The normal form: days, hours, minutes and seconds, each only when not zero; `PT0S` for none. */
export function formatDaysDuration(duration: DaysDuration): string {
  const nanos = duration.nanos < 0n ? -duration.nanos : duration.nanos;
  const [seconds, rest] = [nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND];
  const [days, hours, minutes] = [seconds / 86_400n, (seconds / 3600n) % 24n, (seconds / 60n) % 60n];
  const fraction = rest ? `.${rest.toString().padStart(9, '0').replace(/0+$/, '')}` : '';
  const secondsText = seconds % 60n || rest ? `${seconds % 60n}${fraction}S` : '';
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${secondsText}`;
  const text = `${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
  return `${duration.nanos < 0n ? '-' : ''}P${text || 'T0S'}`;
}

export function formatMonthsDuration(duration: MonthsDuration): string {
  const total = Math.abs(duration.months);
  const [years, months] = [Math.floor(total / 12), total % 12];
  const text = `${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
  return `${duration.months < 0 ? '-' : ''}P${text || '0M'}`;
}

// helpers //////////

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

/** undefined: not a zone; null: no zone given. */
function parseZone(text: string | undefined): Zone | undefined {
  if (text === undefined) return null;
  if (text === 'Z' || text === 'z') return { offset: 0 };
  if (text.startsWith('@')) return zoneExists(text.slice(1)) ? { id: text.slice(1) } : undefined;
  const [hours, minutes, seconds] = text.slice(1).split(':').map(Number);
  const size = hours! * 3600 + minutes! * 60 + (seconds ?? 0);
  if (size > MAX_OFFSET || minutes! > 59 || (seconds ?? 0) > 59) return undefined;
  return { offset: text.startsWith('-') ? -size : size };
}

function formatZone(zone: Zone): string {
  if (zone === null) return '';
  if ('id' in zone) return `@${zone.id}`;
  if (zone.offset === 0) return 'Z';
  const size = Math.abs(zone.offset);
  const seconds = size % 60 ? `:${two(size % 60)}` : '';
  return `${zone.offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}
