/** Spans of a day drawn by the pointer: an edge pulled, a span moved, a new one drawn; in steps of half an hour. */
import type { Span } from '#metadata/calendar.ts';

const DAY = 24 * 60;
const STEP = 30;

/** What was taken hold of: the edge or the whole of a span, or free time from which a new one is drawn. */
export type Grip = { readonly on: 'from' | 'to' | 'whole'; readonly index: number } | { readonly on: 'free' };

/** @param reach minutes within which an edge is taken hold of */
export function gripAt(spans: readonly Span[], minute: number, reach: number): Grip {
  for (const [index, { from, to }] of spans.entries()) {
    if (Math.abs(minute - from) <= reach) return { on: 'from', index };
    if (Math.abs(minute - to) <= reach) return { on: 'to', index };
    if (minute > from && minute < to) return { on: 'whole', index };
  }
  return { on: 'free' };
}

/** The spans when the pointer has gone from one minute to another; those that meet become one, an empty one goes. */
export function dragged(spans: readonly Span[], grip: Grip, from: number, to: number): readonly Span[] {
  if (grip.on === 'free') return joined([...spans, between(stepped(from), stepped(to))]);
  const span = spans[grip.index]!;
  const others = spans.filter((_, index) => index !== grip.index);
  if (grip.on === 'from') return joined([...others, between(stepped(to), span.to)]);
  if (grip.on === 'to') return joined([...others, between(span.from, stepped(to))]);
  const by = Math.min(Math.max(stepped(to - from), -span.from), DAY - span.to);
  return joined([...others, { from: span.from + by, to: span.to + by }]);
}

// helpers //////////

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

function between(a: number, b: number): Span {
  const [from, to] = a < b ? [a, b] : [b, a];
  return { from: Math.max(0, from), to: Math.min(DAY, to) };
}

function stepped(minute: number): number {
  return Math.round(minute / STEP) * STEP;
}
