/** Hours as people write them: `09:00-13:00`, a list of such, or `closed`. Read by `compile-calendar.ts` and the kind's check. */
import type { Span } from './working-calendar.ts';

/** `closed`, a span, or several. */
export type Hours = string | readonly string[];

export type Spans =
  | { readonly ok: true; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly reason: string };

const SPAN = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;
const DAY = 24 * 60;

export function readSpans(hours: Hours): Spans {
  if (hours === 'closed') return { ok: true, spans: [] };
  const spans: Span[] = [];
  for (const text of typeof hours === 'string' ? [hours] : hours) {
    const read = readSpan(text.trim());
    if (typeof read === 'string') return { ok: false, reason: read };
    const last = spans.at(-1);
    if (last && read.from < last.to)
      return { ok: false, reason: `"${text}" begins before the span in front of it has ended.` };
    // Spans that touch are one.
    if (last?.to === read.from) spans[spans.length - 1] = { from: last.from, to: read.to };
    else spans.push(read);
  }
  return { ok: true, spans };
}

// helpers //////////

/** The span, or why it is none. */
function readSpan(text: string): Span | string {
  const parts = SPAN.exec(text);
  if (!parts) return `"${text}" is no span of hours; write it like 09:00-18:00, or closed.`;
  const [from, to] = [minutesOf(parts[1]!, parts[2]!), minutesOf(parts[3]!, parts[4]!)];
  if (from === null || to === null) return `"${text}" has a time that no clock shows; the last one is 24:00.`;
  if (from === to) return `"${text}" ends when it begins; it needs some time in between.`;
  if (from > to)
    return `"${text}" ends before it begins; hours over midnight are two spans: until 24:00, and from 00:00 of the next day.`;
  return { from, to };
}

function minutesOf(hours: string, minutes: string): number | null {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || total > DAY ? null : total;
}
