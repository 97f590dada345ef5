/** Hours as people write them: `09:00-13:00`, a list of such, or `closed`. Read by `compile-calendar.ts` and the kind's check. */
import type { Said } from '../said.ts';
import { say } from './hours-sentences.ts';
import type { Span } from './working-calendar.ts';

/** `closed`, a span, or several. */
export type Hours = string | readonly string[];

export type Spans =
  | { readonly ok: true; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly why: Said };

const SPAN = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;
const DAY = 24 * 60;

export function readSpans(hours: Hours): Spans {
  if (hours === 'closed') return { ok: true, spans: [] };
  const spans: Span[] = [];
  for (const text of typeof hours === 'string' ? [hours] : hours) {
    const read = readSpan(text.trim());
    if ('code' in read) return { ok: false, why: read };
    const last = spans.at(-1);
    if (last && read.from < last.to) return { ok: false, why: say('hours_overlap', { text }) };
    // Spans that touch are one.
    if (last?.to === read.from) spans[spans.length - 1] = { from: last.from, to: read.to };
    else spans.push(read);
  }
  return { ok: true, spans };
}

// helpers //////////

/** The span, or why it is none. */
function readSpan(text: string): Span | Said {
  const parts = SPAN.exec(text);
  if (!parts) return say('hours_shape', { text });
  const [from, to] = [minutesOf(parts[1]!, parts[2]!), minutesOf(parts[3]!, parts[4]!)];
  if (from === null || to === null) return say('hours_clock', { text });
  if (from === to) return say('hours_empty', { text });
  if (from > to) return say('hours_backwards', { text });
  return { from, to };
}

function minutesOf(hours: string, minutes: string): number | null {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || total > DAY ? null : total;
}
