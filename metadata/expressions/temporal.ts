/**
 * The calendar (DMN 1.5 §10.3.2.3.5–8): days and instants as numbers, and moving along them. A date and time without a
 * zone is a local time; to set it beside an instant it is read in the zone of the evaluation.
 */
import { DaysDuration, type FeelDate, FeelDateTime, FeelTime, MonthsDuration, type Zone } from '../value.ts';
import { dateOf, daysInMonth, MAX_NANOS } from './temporal-text.ts';
import { offsetAt, offsetOfLocal } from './zones.ts';

/** What the calendar needs from outside: the present instant in milliseconds and the zone of local times. */
export interface Clock {
  readonly now: number;
  readonly zone: string;
}

export const NANOS_PER_SECOND = 1_000_000_000n;
export const NANOS_PER_DAY = 86_400n * NANOS_PER_SECOND;
const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468;
const MAX_YEAR = 999_999_999;
const MIDNIGHT = new FeelTime(0, 0, 0, 0, null);

/** Days since 1970-01-01. */
export function epochDay({ year, month, day }: FeelDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** The date of a day since 1970-01-01; null beyond the years FEEL counts. */
export function dateOfEpochDay(days: number): FeelDate | null {
  if (!Number.isSafeInteger(days)) return null;
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** Monday is 1, Sunday 7. */
export function weekday(date: FeelDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

/** Nanoseconds since midnight, by the clock on the wall. */
export function nanosOfDay({ hour, minute, second, nano }: FeelTime): bigint {
  return BigInt(hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + BigInt(nano);
}

export function timeOfNanos(nanos: bigint, zone: Zone): FeelTime {
  const seconds = Number(nanos / NANOS_PER_SECOND);
  const nano = Number(nanos % NANOS_PER_SECOND);
  return new FeelTime(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, nano, zone);
}

/** Nanoseconds since 1970-01-01T00:00, by the clock on the wall. */
export function localNanos({ date, time }: FeelDateTime): bigint {
  return BigInt(epochDay(date)) * NANOS_PER_DAY + nanosOfDay(time);
}

/** The instant in nanoseconds since the epoch. */
export function instantOf(value: FeelDateTime, clock: Clock): bigint {
  const local = localNanos(value);
  return local - BigInt(offsetOf(value, clock)) * NANOS_PER_SECOND;
}

/** Seconds east of UTC of a date and time. */
export function offsetOf(value: FeelDateTime, clock: Clock): number {
  const seconds = Number(floorDiv(localNanos(value), NANOS_PER_SECOND));
  return offsetOfLocal(value.time.zone ?? { id: clock.zone }, seconds);
}

/** Seconds east of UTC of a time of day, which has no date: a zone counts as it is at present. */
export function offsetOfTime(time: FeelTime, clock: Clock): number {
  return offsetAt(time.zone ?? { id: clock.zone }, Math.floor(clock.now / 1000));
}

/** The local time in `zone` at an instant; null beyond the years FEEL counts. */
export function dateTimeOfInstant(instant: bigint, zone: NonNullable<Zone>): FeelDateTime | null {
  const seconds = Number(floorDiv(instant, NANOS_PER_SECOND));
  return dateTimeOfLocal(instant + BigInt(offsetAt(zone, seconds)) * NANOS_PER_SECOND, zone);
}

export function dateTimeOfLocal(local: bigint, zone: Zone): FeelDateTime | null {
  const day = floorDiv(local, NANOS_PER_DAY);
  const date = dateOfEpochDay(Number(day));
  return date && new FeelDateTime(date, timeOfNanos(local - day * NANOS_PER_DAY, zone));
}

/** Midnight of a day, in no zone. */
export function midnightOf(date: FeelDate, zone: Zone = null): FeelDateTime {
  return new FeelDateTime(date, zone ? new FeelTime(0, 0, 0, 0, zone) : MIDNIGHT);
}

export function now(clock: Clock): FeelDateTime {
  return dateTimeOfInstant(BigInt(Math.trunc(clock.now)) * 1_000_000n, { id: clock.zone })!;
}

/** The same day so many months later; the last of the month where the month is shorter. */
export function addMonthsToDate(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (!Number.isSafeInteger(total) || Math.abs(year) > MAX_YEAR) return null;
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Moves along the instants where there is a zone, so that an hour is an hour when clocks change. */
export function addNanosToDateTime(value: FeelDateTime, nanos: bigint, clock: Clock): FeelDateTime | null {
  const { zone } = value.time;
  if (zone === null) return dateTimeOfLocal(localNanos(value) + nanos, null);
  return dateTimeOfInstant(instantOf(value, clock) + nanos, zone);
}

/** Days of 24 hours from the day's midnight; what is left of a day does not count. */
export function addNanosToDate(date: FeelDate, nanos: bigint): FeelDate | null {
  return dateOfEpochDay(epochDay(date) + Number(floorDiv(nanos, NANOS_PER_DAY)));
}

/** Around the clock. */
export function addNanosToTime(time: FeelTime, nanos: bigint): FeelTime {
  const sum = (nanosOfDay(time) + nanos) % NANOS_PER_DAY;
  return timeOfNanos(sum < 0n ? sum + NANOS_PER_DAY : sum, time.zone);
}

/** Whole months from one date and time to another, as the calendar counts them. */
export function monthsBetween(from: FeelDateTime, to: FeelDateTime): number {
  const months = (to.date.year - from.date.year) * 12 + (to.date.month - from.date.month);
  const rest =
    BigInt(to.date.day - from.date.day) * NANOS_PER_DAY + nanosOfDay(to.time) - nanosOfDay(from.time);
  if (months > 0 && rest < 0n) return months - 1;
  return months < 0 && rest > 0n ? months + 1 : months;
}

/** A duration, or null where it is longer than the years FEEL counts. */
export function daysDuration(nanos: bigint): DaysDuration | null {
  return nanos > MAX_NANOS || nanos < -MAX_NANOS ? null : new DaysDuration(nanos);
}

export function monthsDuration(months: number): MonthsDuration | null {
  if (!Number.isSafeInteger(months)) return null;
  return new MonthsDuration(months === 0 ? 0 : months);
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
