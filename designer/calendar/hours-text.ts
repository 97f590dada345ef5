/**
 * Hours of a day as people type them: `9-13, 14-18`, `9:00 – 17:30`, `closed` or nothing. Read into the definition's form by
 * `hours-input.tsx`, written back the way they stand in the file.
 */
import { readSpans, type Span } from '#metadata/calendar.ts';
import type { CalendarHours } from '#metadata/schemas/generated/definitions.ts';

export type ReadHours =
  | { readonly ok: true; readonly hours: CalendarHours; readonly spans: readonly Span[] }
  /** `part`: the piece of the text that can't be used; `shape`, or the order of its times. */
  | { readonly ok: false; readonly problem: 'shape' | 'order'; readonly part: string };

const PART = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/;

/** @param closed the person's word for a closed day, beside the file's */
export function readHours(text: string, closed: string): ReadHours {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain === 'closed' || plain === closed.toLowerCase()) return read([], plain);
  const spans: string[] = [];
  for (const part of plain.split(/[,;]/).map((one) => one.trim())) {
    const times = PART.exec(part);
    if (!times) return { ok: false, problem: 'shape', part };
    const span = `${clock(times[1]!, times[2])}-${clock(times[3]!, times[4])}`;
    if (!readSpans(span).ok) return { ok: false, problem: isClock(span) ? 'order' : 'shape', part };
    spans.push(span);
  }
  return read(spans, plain);
}

export function hoursOfSpans(spans: readonly Span[]): CalendarHours {
  return shortest(spans.map(({ from, to }) => `${clockAt(from)}-${clockAt(to)}`));
}

/** `09:00–13:00, 14:00–18:00`; nothing for a closed day. */
export function textOfSpans(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${clockAt(from)}–${clockAt(to)}`).join(', ');
}

/** `540` → `09:00`. */
export function clockAt(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

// helpers //////////

function read(spans: readonly string[], text: string): ReadHours {
  const hours = shortest(spans);
  const found = readSpans(hours);
  return found.ok ? { ok: true, hours, spans: found.spans } : { ok: false, problem: 'order', part: text };
}

function shortest(spans: readonly string[]): CalendarHours {
  if (spans.length === 0) return 'closed';
  return spans.length === 1 ? spans[0]! : [...spans];
}

function clock(hours: string, minutes = '00'): string {
  return `${hours.padStart(2, '0')}:${minutes}`;
}

function isClock(span: string): boolean {
  return span.split('-').every((time) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time));
}
