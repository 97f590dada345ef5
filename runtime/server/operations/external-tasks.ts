/**
 * External tasks: workers fetch them by topic, hold them for a while and hand in what came of it. Delivery is at least once: who
 * holds a task longer than its lock may find that another worker has it. What comes in is answered by the one who holds it.
 */
import type { Command } from '#engine/commands.ts';
import type { Variables } from '#engine/instance.ts';
import { visibleVariables } from '#engine/read.ts';
import type {
  CompleteExternalTask,
  ExtendExternalTask,
  ExternalTask,
  ExternalTaskList,
  FailExternalTask,
  FetchExternalTasks,
  ThrowExternalError,
} from '../../api/external-tasks.ts';
import type { Principal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { Executor } from '../processes/execute.ts';
import { refusalOf } from '../processes/refusal.ts';
import { notFound, Rejection } from '../rejection.ts';
import {
  type FetchedTask,
  findExternalTask,
  holdExternalTask,
  takeExternalTasks,
} from '../store/external-tasks.ts';
import { loadChunks, loadInstance } from '../store/instances.ts';

export interface ExternalTasks {
  /** @param gone aborted when nobody waits for the answer any more */
  fetch(input: FetchExternalTasks, gone: AbortSignal): Promise<ExternalTaskList>;
  complete(id: string, input: CompleteExternalTask, principal: Principal): Promise<void>;
  fail(id: string, input: FailExternalTask, principal: Principal): Promise<void>;
  error(id: string, input: ThrowExternalError, principal: Principal): Promise<void>;
  extend(id: string, input: ExtendExternalTask): Promise<void>;
  /** There may be new tasks (channel `jobs`). */
  ring(): void;
}

export interface ExternalTasksOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly executor: Executor;
}

const LOCK = 60_000;
/** A lock that ran out rings no bell, so waiting fetches look again now and then. */
const LOOK_AGAIN = 5_000;

export function createExternalTasks({ db, clock, executor }: ExternalTasksOptions): ExternalTasks {
  const waiting = new Set<() => void>();

  async function take({ worker, topics, max = 10 }: FetchExternalTasks): Promise<ExternalTask[]> {
    const now = clock.now();
    const taken = await takeExternalTasks(db, {
      now: new Date(now),
      worker,
      limit: max,
      topics: topics.map(({ topic, lock = LOCK, process = null }) => ({
        topic,
        process,
        until: new Date(now + lock),
      })),
    });
    const wanted = new Map(topics.map(({ topic, variables }) => [topic, variables]));
    return Promise.all(taken.map((task) => described(task, wanted.get(task.topic))));
  }

  async function described(task: FetchedTask, only: readonly string[] | undefined): Promise<ExternalTask> {
    const { instance, key, chunk, ...facts } = task;
    const found = await loadInstance(db, instance);
    const chunks = chunk === '0' ? {} : await loadChunks(db, instance, [chunk]);
    const all = found ? visibleVariables({ ...found, chunks: { ...found.chunks, ...chunks } }, key) : {};
    const variables = only
      ? Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)))
      : all;
    return { ...facts, id: `${instance}.${key}`, instance, variables: variables as Record<string, unknown> };
  }

  /** Resolves at the next ring, after a while, or when nobody waits any more. */
  function moment(until: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        waiting.delete(end);
        gone.removeEventListener('abort', end);
        cancel();
        resolve();
      };
      const cancel = clock.at(Math.min(until, clock.now() + LOOK_AGAIN), end);
      waiting.add(end);
      gone.addEventListener('abort', end);
    });
  }

  function ring(): void {
    for (const end of [...waiting]) end();
  }

  /** The task's place, if the worker holds it. */
  async function held(id: string, worker: string): Promise<{ instance: string; key: string; chunk: string }> {
    const dot = id.indexOf('.');
    const [instance, key] = [id.slice(0, dot), id.slice(dot + 1)];
    const task = isId(instance) ? await findExternalTask(db, instance, key) : null;
    if (!task) throw notFound('external task');
    if (task.worker === worker) return { instance, key, chunk: task.chunk };
    throw new Rejection({
      status: 409,
      code: 'external_task_not_held',
      message: task.worker
        ? `Another worker holds this task now: the lock of ${JSON.stringify(worker)} has run out.`
        : `${JSON.stringify(worker)} does not hold this task. Fetch it first.`,
    });
  }

  async function answer(
    place: { instance: string; chunk: string },
    command: Command,
    principal: Principal,
  ): Promise<void> {
    await executor
      .command(place.instance, command, { cause: causeOf(principal), chunk: place.chunk })
      .catch((error) => Promise.reject(refusalOf(error)));
  }

  return {
    async fetch(input, gone) {
      const until = clock.now() + (input.wait ?? 0);
      for (;;) {
        const items = await take(input);
        if (items.length > 0 || clock.now() >= until || gone.aborted) return { items };
        await moment(until, gone);
        if (gone.aborted) return { items: [] };
      }
    },
    async complete(id, { worker, variables, local }, principal) {
      const place = await held(id, worker);
      const given = {
        ...(variables && { variables: variables as Variables }),
        ...(local && { local: local as Variables }),
      };
      await answer(place, { type: 'completeWork', key: place.key, ...given }, principal);
    },
    async fail(id, { worker, message, retries, after = 0 }, principal) {
      const place = await held(id, worker);
      const left = retries === undefined ? {} : { retries };
      const failed = { type: 'fail', key: place.key, code: 'external_task', message, ...left } as const;
      await answer(place, failed, principal);
      // A job that was changed is free again; until its time it is nobody's.
      if (after > 0)
        await holdExternalTask(db, { ...place, from: null, to: null, until: new Date(clock.now() + after) });
    },
    async error(id, { worker, code, message, variables }, principal) {
      const place = await held(id, worker);
      const given = {
        ...(message !== undefined && { message }),
        ...(variables && { variables: variables as Variables }),
      };
      await answer(place, { type: 'error', key: place.key, code, ...given }, principal);
    },
    async extend(id, { worker, lock }) {
      const place = await held(id, worker);
      const to = lock === 0 ? null : worker;
      const until = new Date(clock.now() + lock);
      if (!(await holdExternalTask(db, { ...place, from: worker, to, until }))) await held(id, worker);
      if (lock === 0) ring();
    },
    ring,
  };
}
