/**
 * Repeating timers: ISO 8601 intervals (`R3/PT10H`, `R/2026-01-05T09:00Z/P1D`) and cron texts of five fields, or six and seven
 * as Quartz has them (seconds first, Sunday = 1). A run missed while nobody looked is not made up for: the next one lies
 * in the future. By a calendar periods count in working time, and cron texts run in it only.
 */
import { Cron } from 'croner';
import { isWorkingTime } from '#metadata/calendar.ts';
import type { Clock } from './clock.ts';
import { durationOf, instantAfter, instantOf } from './instant.ts';

export interface Run {
  readonly due: number;
  /** Runs left after this one; -1: for ever. */
  readonly repeat: number;
}

export interface Cycle extends Run {
  /** The period (ISO 8601) or cron text by which it goes on. */
  readonly cycle: string;
}

/** So many runs of a cron text may lie outside working time, one after the other. */
const MOST_RUNS = 500;
const REPEAT = /^R(\d*)\/(.+)$/;

/** The first run of a cycle text; null if it is none. */
export function firstRun(text: string, clock: Clock): Cycle | null {
  const interval = REPEAT.exec(text.trim());
  if (interval === null) return firstOfCron(text.trim(), clock);
  const times = interval[1] === '' ? -1 : Number(interval[1]);
  const parts = interval[2]!.split('/');
  if (parts.length > 2 || times === 0) return null;
  const [first, second] = parts;
  const start = second === undefined ? null : instantOf(first!, clock.zone);
  const period = second ?? first!;
  if (second !== undefined && start === null) return null;
  const duration = durationOf(period);
  if (duration === null || duration.toMillis() <= 0) return null;
  const due = start ?? instantAfter(clock.now, period, clock);
  if (due === null) return null;
  return { due, repeat: times < 0 ? -1 : times - 1, cycle: period };
}

/** The run after one that was due at `due`; null when there is none. */
export function nextRun(cycle: string, repeat: number, due: number, clock: Clock): Run | null {
  if (repeat === 0) return null;
  const duration = durationOf(cycle);
  if (duration === null) {
    const next = cronAfter(cycle, Math.max(due, clock.now), clock);
    return next === null ? null : { due: next, repeat: repeat < 0 ? -1 : repeat - 1 };
  }
  let next: number | null = due;
  let left = repeat;
  do {
    if (left === 0) return null;
    next = instantAfter(next, cycle, clock);
    if (next === null) return null;
    if (left > 0) left--;
  } while (next <= clock.now);
  return { due: next, repeat: left };
}

// helpers //////////

function firstOfCron(text: string, clock: Clock): Cycle | null {
  const due = cronAfter(text, clock.now, clock);
  return due === null ? null : { due, repeat: -1, cycle: text };
}

/** With a calendar: the first run that lies in its working time. */
function cronAfter(text: string, after: number, { zone, calendar }: Clock): number | null {
  const fields = text.split(/\s+/).length;
  if (fields < 5 || fields > 7) return null;
  try {
    const cron = new Cron(text, {
      timezone: zone,
      paused: true,
      sloppyRanges: true,
      alternativeWeekdays: fields > 5,
    });
    let next = cron.nextRun(new Date(after));
    for (let tries = 0; calendar && next && !isWorkingTime(calendar, next.getTime(), zone); tries++) {
      if (tries >= MOST_RUNS) return null;
      next = cron.nextRun(next);
    }
    return next?.getTime() ?? null;
  } catch {
    return null;
  }
}
