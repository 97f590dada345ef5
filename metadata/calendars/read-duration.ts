/** Durations as working time counts them, from ISO 8601 texts. Asked by the functions of the platform and by the engine's timers. */
import { Duration } from 'luxon';

export interface WorkingDuration {
  /** Years and months, in months, and weeks: counted along the calendar on the wall. */
  readonly months: number;
  readonly weeks: number;
  /** Counted as working days. */
  readonly days: number;
  /** Hours and what is smaller: counted as working time. `PT24H` are 24 hours of work, `P1D` is one working day. */
  readonly millis: number;
}

/** Null: the text is no duration, or one with half days or months. */
export function readDuration(text: string): WorkingDuration | null {
  const trimmed = text.trim();
  const sign = trimmed.startsWith('-P') ? -1 : 1;
  const duration = Duration.fromISO(sign < 0 ? trimmed.slice(1) : trimmed);
  if (!duration.isValid || !/^-?P/.test(trimmed)) return null;
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = duration;
  const found = {
    months: sign * (years * 12 + months),
    weeks: sign * weeks,
    days: sign * days,
    millis: sign * Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds),
  };
  return Object.values(found).every(Number.isSafeInteger) ? found : null;
}
