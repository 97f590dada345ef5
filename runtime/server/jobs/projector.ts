/**
 * Makes of history what lists and reports read: finished tasks by person, figures of elements, ended instances out of the engine's
 * tables; and orders to tell people of tasks they were given. Runs
 * behind the commits, in batches, on one node at a time; what it has not come to yet is still read from the engine's tables.
 */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { addFigures } from '../store/element-figures.ts';
import {
  type DoneTaskRow,
  type HistoryRow,
  historiesOf,
  insertDoneTasks,
  lockWatermark,
  moveEnded,
  moveWatermark,
  processesOf,
  settledHistory,
} from '../store/history.ts';
import { writeTellOrders } from '../store/tell-orders.ts';
import { type Alarm, startAlarm } from './alarm.ts';
import { begunEarlier, begunIn, elementFigures } from './element-figures.ts';
import { givenTasks } from './given-tasks.ts';

const NAME = 'projector';
const BATCH = 2_000;
/** Milliseconds: on a busy server a round then makes lists of dozens of commits, for the statements of one. */
const PACE = 200;

export interface Telling {
  readonly now: number;
  /** Told after the commit: there are orders in the outbox. */
  readonly ordered: () => void;
  /** What else is made of a batch, within its transaction. */
  readonly also?: ((tx: Transaction, rows: readonly HistoryRow[]) => Promise<void>) | undefined;
}

/** One batch; says whether there is more. */
export async function project(db: Database, { now, ordered, also }: Telling): Promise<boolean> {
  return db.transaction(async (tx) => {
    const from = await lockWatermark(tx, NAME);
    if (from === null) return false;
    const { rows, next, more } = await settledHistory(tx, from, BATCH);
    if (next === from) return false;
    const begun = begunIn(rows);
    const closed = closedTasks(rows);
    const instances = new Set([...closed.map(({ instance }) => instance), ...begunEarlier(rows, begun)]);
    const earlier = instances.size > 0 ? await historiesOf(tx, [...instances]) : [];
    const processes = await processesOf(tx, [...new Set(rows.map(({ instance }) => instance))]);
    await insertDoneTasks(tx, doneTasks(closed, openedTasks(earlier), processes));
    await addFigures(tx, elementFigures(rows, begunIn(earlier, begun), processes));
    const told = await givenTasks(tx, rows, now);
    await writeTellOrders(tx, told, new Date(now));
    if (told.length > 0) tx.afterCommit(ordered);
    await also?.(tx, rows);
    await moveEnded(tx, endedInstances(rows));
    await moveWatermark(tx, NAME, next);
    return more;
  });
}

export interface ProjectorOptions extends Pick<Telling, 'ordered' | 'also'> {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
}

export function startProjector({ db, clock, log, ordered, also }: ProjectorOptions): Alarm {
  return startAlarm({
    clock,
    round: async () => ({ worked: await project(db, { now: clock.now(), ordered, also }), next: null }),
    onError: (error) => log.error({ err: error }, 'making lists of history failed'),
    pace: PACE,
  });
}

// helpers //////////

function closedTasks(rows: readonly HistoryRow[]) {
  return rows.flatMap(({ instance, at, cause, events }) =>
    events.flatMap((event) =>
      event.type === 'closed' && event.kind === 'task' ? [{ instance, at, cause, event }] : [],
    ),
  );
}

function doneTasks(
  closed: ReturnType<typeof closedTasks>,
  opened: ReadonlyMap<string, OpenedTask>,
  processes: ReadonlyMap<string, string>,
): DoneTaskRow[] {
  return closed.flatMap(({ instance, at, cause, event }) => {
    const task = opened.get(`${instance} ${event.key}`);
    const process = processes.get(instance);
    if (!task || !process) return [];
    return [
      {
        instance,
        key: event.key,
        process,
        element: task.element,
        name: task.name,
        person: cause?.kind === 'person' ? cause.id : null,
        created: task.at,
        done: at,
        outcome: event.outcome ?? null,
        cancelled: !event.done,
      },
    ];
  });
}

interface OpenedTask {
  readonly element: string;
  readonly name: string | null;
  readonly at: string;
}

/** By instance and key of the task. */
function openedTasks(rows: readonly HistoryRow[]): Map<string, OpenedTask> {
  const tasks = new Map<string, OpenedTask>();
  for (const { instance, at, events } of rows) {
    for (const event of events) {
      if (event.type !== 'opened' || event.wait.kind !== 'task') continue;
      const { element, name } = event.wait;
      tasks.set(`${instance} ${event.key}`, { element, name: name ?? null, at });
    }
  }
  return tasks;
}

function endedInstances(rows: readonly HistoryRow[]): string[] {
  return rows
    .filter(({ events }) => events.some((event) => event.type === 'ended'))
    .map(({ instance }) => instance);
}
