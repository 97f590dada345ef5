/**
 * Runs due jobs: timers, asynchronous steps, services, start timers. Any number of nodes may run it; each takes what it can
 * carry with a lease, so that a node that dies loses its jobs to the others. What went wrong is told to the instance,
 * which counts the retry or raises the incident (DECISIONS 3).
 */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import {
  type DueJob,
  dueStarts,
  freeJobsForgotten,
  freeJobsOf,
  nextJobDue,
  nextStartDue,
  takeJobs,
} from '../store/jobs.ts';
import { type Alarm, startAlarm } from './alarm.ts';
import type { RunJob } from './run-job.ts';

export interface JobWorker {
  /** Jobs may have become due. */
  ring(): void;
  stop(): Promise<void>;
}

export interface JobWorkerOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process among the nodes. */
  readonly node: string;
  readonly runJob: RunJob;
  readonly runStart: (start: Awaited<ReturnType<typeof dueStarts>>[number]) => Promise<void>;
  /** Jobs under way at once. */
  readonly concurrency?: number;
}

/** Jobs of one instance that are run one behind the other, before others have their turn. */
const IN_A_ROW = 50;

/** A job that broke off for reasons of ours, such as a lost database, is tried again after this time. */
const BREATH = 1_000;

/** How long a taken job is ours. A service may extend it. */
export const LEASE = 60_000;

export function startJobWorker({
  db,
  clock,
  log,
  node,
  runJob,
  runStart,
  concurrency = 64,
}: JobWorkerOptions): JobWorker {
  let inFlight = 0;
  let freed: (() => void) | null = null;
  let alarm: Alarm | null = null;
  let stopping = false;
  const working = new Set<DueJob>();
  /** An answer of the database was lost: what this node has taken may be more than it knows of. */
  let unsure = false;

  /** Begins a job; the round does not wait for it, only for room. */
  function begin(job: DueJob): void {
    inFlight++;
    void inARow(job).finally(() => {
      inFlight--;
      freed?.();
    });
  }

  /** A job and those of the same instance that follow from it: what the next one needs is at hand, and the table need not be asked. */
  async function inARow(first: DueJob): Promise<void> {
    let job: DueJob | null = first;
    for (let left = IN_A_ROW; job && !stopping; left--) {
      const one: DueJob = job;
      working.add(one);
      job = await runJob(one, left > 1).catch((error) => {
        log.error({ err: error, job: `${one.instance}.${one.key}` }, 'a job could not be run');
        unsure = true;
        alarm?.ring();
        return null;
      });
      working.delete(one);
    }
  }

  function forgotten(error: unknown): never {
    unsure = true;
    throw error;
  }

  async function round(): Promise<{ worked: boolean; next: number | null }> {
    if (inFlight >= concurrency) {
      await new Promise<void>((resolve) => {
        freed = resolve;
      });
      freed = null;
    }
    const now = new Date(clock.now());
    if (unsure) {
      const workingAt = [...working].map(({ instance }) => instance);
      unsure = false;
      await freeJobsForgotten(db, node, workingAt, new Date(now.getTime() + BREATH)).catch(forgotten);
    }
    const until = new Date(now.getTime() + LEASE);
    const jobs = await takeJobs(db, { now, until, node, limit: concurrency - inFlight }).catch(forgotten);
    for (const job of jobs) begin(job);
    const starts = await dueStarts(db, now, 20);
    for (const start of starts) await runStart(start);
    if (jobs.length || starts.length) return { worked: true, next: null };
    return { worked: false, next: earliest(await nextJobDue(db, now), await nextStartDue(db)) };
  }

  alarm = startAlarm({
    clock,
    round,
    onError: (error) => log.error({ err: error }, 'looking for due jobs failed'),
  });
  return {
    ring: () => alarm.ring(),
    async stop() {
      stopping = true;
      await alarm.stop();
      while (inFlight > 0) {
        await new Promise<void>((resolve) => {
          freed = resolve;
        });
      }
      await freeJobsOf(db, node);
    },
  };
}

// helpers //////////

function earliest(...times: (string | null)[]): number | null {
  const known = times.filter((time) => time !== null).map((time) => Date.parse(time));
  return known.length ? Math.min(...known) : null;
}
