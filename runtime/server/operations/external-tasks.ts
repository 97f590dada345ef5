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
import { loadInstance } from '../store/instances.ts';
import { createWaitingWorkers } from './waiting-workers.ts';

export interface ExternalTasks {
  /** @param gone aborted when nobody waits for the answer any more */
  fetch(input: FetchExternalTasks, gone: AbortSignal): Promise<ExternalTaskList>;
  complete(id: string, input: CompleteExternalTask, principal: Principal): Promise<void>;
  fail(id: string, input: FailExternalTask, principal: Principal): Promise<void>;
  error(id: string, input: ThrowExternalError, principal: Principal): Promise<void>;
  extend(id: string, input: ExtendExternalTask): Promise<void>;
  /** There may be tasks of these topics (channel `external`); null: of any. */
  ring(topics: readonly string[] | null): void;
}

export interface ExternalTasksOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly executor: Executor;
  readonly onError: (error: unknown) => void;
}

const LOCK = 60_000;

export function createExternalTasks({ db, clock, executor, onError }: ExternalTasksOptions): ExternalTasks {
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
    const found = await loadInstance(db, instance, [chunk]);
    const all = found ? visibleVariables(found, key) : {};
    const variables = only
      ? Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)))
      : all;
    return { ...facts, id: `${instance}.${key}`, instance, variables: variables as Record<string, unknown> };
  }

  async function giveBack(tasks: readonly ExternalTask[], { worker }: FetchExternalTasks): Promise<void> {
    const until = new Date(clock.now());
    for (const { id } of tasks) {
      const { instance, key } = placeOf(id);
      await holdExternalTask(db, { instance, key, from: worker, to: null, until });
    }
  }

  const workers = createWaitingWorkers({ clock, take, giveBack, onError });

  /** The task's place, if the worker holds it. */
  async function held(id: string, worker: string): Promise<{ instance: string; key: string; chunk: string }> {
    const { instance, key } = placeOf(id);
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
      const items = await take(input);
      if (items.length > 0 || !input.wait || gone.aborted) return { items };
      const waited = workers.wait(input, clock.now() + input.wait, gone);
      // What came between the look and the waiting.
      workers.ring(input.topics.map(({ topic }) => topic));
      return { items: [...(await waited)] };
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
      if (lock === 0) workers.ring(null);
    },
    ring: workers.ring,
  };
}

// helpers //////////

/** A task's id is `<instance>.<key>`; a key may hold points itself. */
function placeOf(id: string): { instance: string; key: string } {
  const dot = id.indexOf('.');
  return { instance: id.slice(0, dot), key: id.slice(dot + 1) };
}
