/**
 * What the projector's rows of history say of elements: how often each was done, cancelled or stuck in a day, and how long it took.
 * Pure; the store adds the figures up.
 */

import type { FigureRow } from '../store/element-figures.ts';
import type { HistoryRow } from '../store/history.ts';

/** By `instance key`, when an element instance came to life, milliseconds since the epoch. */
export type Begun = Map<string, number>;

const ROOT = '0';

/** When element instances began, as far as these rows tell. The instance itself has the key of the root. */
export function begunIn(rows: readonly HistoryRow[], into: Begun = new Map()): Begun {
  for (const { instance, at, events } of rows)
    for (const event of events) {
      if (event.type === 'activated') into.set(`${instance} ${event.key}`, Date.parse(at));
      if (event.type === 'started') into.set(`${instance} ${ROOT}`, Date.parse(at));
    }
  return into;
}

/** Instances whose elements ended in these rows and began before them. */
export function begunEarlier(rows: readonly HistoryRow[], begun: Begun): string[] {
  const missing = new Set<string>();
  for (const { instance, events } of rows)
    for (const event of events) {
      const key = event.type === 'ended' ? ROOT : 'key' in event && isEnd(event.type) ? event.key : null;
      if (key !== null && !begun.has(`${instance} ${key}`)) missing.add(instance);
    }
  return [...missing];
}

export function elementFigures(
  rows: readonly HistoryRow[],
  begun: Begun,
  processes: ReadonlyMap<string, string>,
): FigureRow[] {
  const figures = new Map<string, { -readonly [key in keyof FigureRow]: FigureRow[key] }>();
  const add = (process: string, day: string, element: string, what: FigureRow['what'], ms: number) => {
    const bucket = bucketOf(ms);
    const name = `${process} ${day} ${what} ${bucket} ${element}`;
    const known = figures.get(name);
    if (known) {
      known.n++;
      known.totalMs += ms;
    } else figures.set(name, { process, day, element, what, bucket, n: 1, totalMs: ms });
  };
  for (const { instance, at, events } of rows) {
    const process = processes.get(instance);
    if (process === undefined) continue;
    const now = Date.parse(at);
    const day = new Date(now).toISOString().slice(0, 10);
    const took = (key: string) => Math.max(0, now - (begun.get(`${instance} ${key}`) ?? now));
    for (const event of events) {
      if (event.type === 'passed') add(process, day, event.element, 'done', 0);
      else if (event.type === 'completed' && !event.body)
        add(process, day, event.element, 'done', took(event.key));
      else if (event.type === 'cancelled' && !event.body)
        add(process, day, event.element, 'cancelled', took(event.key));
      else if (event.type === 'incident') add(process, day, event.incident.element, 'incident', 0);
      else if (event.type === 'ended')
        add(process, day, '', event.status === 'completed' ? 'done' : 'cancelled', took(ROOT));
    }
  }
  return [...figures.values()];
}

/** 0 for less than a millisecond, then two to an octave. */
export function bucketOf(milliseconds: number): number {
  return milliseconds < 1 ? 0 : 1 + Math.floor(2 * Math.log2(milliseconds));
}

// helpers //////////

function isEnd(type: string): boolean {
  return type === 'completed' || type === 'cancelled';
}
