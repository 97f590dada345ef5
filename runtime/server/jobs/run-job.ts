/**
 * One due job: tells its instance that the time has come, or does the work of its task type and hands in the result. A fault of
 * the model, its data or a connector is told to the instance too, which counts the retry or raises the incident.
 */
import type { Logger } from 'pino';
import type { JobRow } from '#engine/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { CommandFailed, CommandRefused } from '../processes/command-errors.ts';
import type { Executor } from '../processes/execute.ts';
import type { TaskTypes } from '../processes/task-types.ts';
import { type DueJob, deleteJob, extendLease, freeJob } from '../store/jobs.ts';
import { LEASE } from './job-worker.ts';

export interface RunJobOptions {
  readonly db: Queryable;
  readonly executor: Executor;
  readonly taskTypes: TaskTypes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly node: string;
}

/** A suspended instance's jobs are looked at again after this time, unless it is resumed before. */
const SUSPENDED = 60_000;

/** Runs a job; with `goOn` a job of the same instance that follows is taken with it, and given back to be run next. */
export type RunJob = (job: DueJob, goOn?: boolean) => Promise<DueJob | null>;

export function createRunJob(options: RunJobOptions): RunJob {
  const { db, executor, clock, log, node } = options;

  return async (job, goOn = false) => {
    const cause: Cause = { kind: 'job', job: `${job.instance}.${job.key}` };
    let next: DueJob | null = null;
    const tell = async (command: Parameters<Executor['command']>[1]) => {
      const taker = goOn ? { node, until: clock.now() + LEASE } : undefined;
      const { handed } = await executor.command(job.instance, command, { cause, chunk: job.chunk, taker });
      next = handed && dueJob(handed);
    };
    try {
      if (job.kind === 'service') await runService(options, job, tell);
      else await tell({ type: 'fire', key: job.key });
    } catch (error) {
      if (error instanceof CommandRefused) await refused(error);
      else if (error instanceof CommandFailed) {
        const { code, message } = error.failure;
        await tell({ type: 'fail', key: job.key, code, message }).catch(forgetIfGone);
      } else {
        log.error({ err: error, job: cause.job }, 'a job met a fault of ours');
        await tell({ type: 'fail', key: job.key, code: 'internal', message: (error as Error).message }).catch(
          forgetIfGone,
        );
      }
    }

    return next;

    async function refused(error: CommandRefused): Promise<void> {
      const { code } = error.rejection;
      if (code === 'instance.suspended') await freeJob(db, job, new Date(clock.now() + SUSPENDED));
      else if (code === 'wait.unknown' || code === 'instance.ended') await deleteJob(db, job);
      else throw error;
    }

    async function forgetIfGone(error: unknown): Promise<void> {
      if (error instanceof CommandRefused) await refused(error);
      else throw error;
    }
  };
}

// helpers //////////

/** A job as the table would give it. */
function dueJob({
  instance,
  key,
  chunk,
  definition,
  element,
  kind,
  due,
  topic,
  input,
  retries,
}: JobRow): DueJob {
  return {
    instance,
    key,
    chunk,
    process: definition,
    element,
    kind,
    dueAt: new Date(due!).toISOString(),
    topic: topic ?? null,
    input: (input ?? null) as Json,
    retries,
  };
}

async function runService(
  { db, taskTypes, clock, node }: RunJobOptions,
  job: DueJob,
  tell: (command: Parameters<Executor['command']>[1]) => Promise<unknown>,
): Promise<void> {
  // Long work keeps its lease alive, so that no other node begins it a second time.
  let alive = true;
  let cancel = () => {};
  const keep = () => {
    cancel = clock.at(clock.now() + LEASE / 3, () => {
      void extendLease(db, job, node, new Date(clock.now() + LEASE)).then((ours) => {
        if (ours && alive) keep();
      });
    });
  };
  keep();
  try {
    const outcome = await taskTypes.run(job.topic ?? '', {
      input: (job.input ?? {}) as Record<string, never>,
      instance: job.instance,
      element: job.element,
      definition: job.process,
      // The same for each attempt of this job: receivers recognise a repetition by it.
      idempotencyKey: `${job.instance}.${job.key}`,
    });
    if (outcome.kind === 'done') await tell({ type: 'completeWork', key: job.key, result: outcome.result });
    else if (outcome.kind === 'error')
      await tell({ type: 'error', key: job.key, code: outcome.code, message: outcome.message });
    else await tell({ type: 'fail', key: job.key, code: outcome.code, message: outcome.message });
  } finally {
    alive = false;
    cancel();
  }
}
