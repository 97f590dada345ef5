/** The inbox: a page of a queue, and the queues with their counts. */
import { rightsOf } from '#metadata/access.ts';
import type { Registry } from '#metadata/registry.ts';
import type { TaskList, TaskQuery, TaskQueues } from '../../api/tasks.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Queryable } from '../db/database.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import {
  countTasks,
  listDoneTasks,
  listTasks,
  type OpenTask,
  SORTS,
  type TaskFilter,
} from '../store/tasks.ts';
import { dayBounds } from './day.ts';
import { identitiesOf } from './task-access.ts';
import type { TaskItems } from './task-items.ts';

export interface TaskLists {
  page(query: TaskQuery, principal: Principal): Promise<TaskList>;
  queues(principal: Principal): Promise<TaskQueues>;
}

export interface TaskListsOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly items: TaskItems;
}

type Sort = keyof typeof SORTS;

export function createTaskLists({ db, clock, registry, items }: TaskListsOptions): TaskLists {
  async function done(query: TaskQuery, principal: Principal, limit: number): Promise<TaskList> {
    if (principal.personId === null) return { items: [], next: null };
    const after = query.cursor ? readCursor<readonly [string, string, string]>(query.cursor, 3) : undefined;
    const found = await listDoneTasks(db, principal.personId, { limit: limit + 1, after });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? writeCursor([last.doneAt, last.instance, last.key]) : null;
    return { items: await items.ofDone(page, principal), next };
  }

  return {
    async page(query, principal) {
      const limit = query.limit ?? 50;
      if (query.queue === 'done') return done(query, principal, limit);
      const sort = sortOf(query.sort);
      const found = await listTasks(db, identitiesOf(principal), {
        filter: filterOf(query.queue ?? 'assigned', principal, clock, registry()),
        process: query.process,
        instance: query.instance,
        record: query.record,
        search: query.search,
        sort,
        limit: limit + 1,
        ...(query.cursor && {
          after: readCursor<readonly [string | number | null, string, string]>(query.cursor, 3),
        }),
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next =
        found.length > limit && last ? writeCursor([sortValue(last, sort), last.instance, last.key]) : null;
      return { items: await items.of(page, principal), next };
    },
    async queues(principal) {
      const names = await items.queueNames(principal);
      const { names: mine } = identitiesOf(principal);
      const now = clock.now();
      const counts = await countTasks(
        db,
        { names: mine, groups: [...names.keys()] },
        { now: new Date(now), ...dayBounds(now, principal.zone) },
      );
      const byKey = new Map(counts.groups.map(({ key, count }) => [key, count]));
      const { assigned, overdue, today, later } = counts;
      return {
        mine: { assigned, overdue, today, later },
        groups: [...names].map(([key, name]) => ({ key, name, count: byKey.get(key) ?? 0 })),
      };
    },
  };
}

// helpers //////////

function sortOf(sort = 'due'): Sort {
  if (sort in SORTS) return sort as Sort;
  throw invalid([
    { path: 'sort', code: 'unknown_sort', message: `Tasks can't be sorted by ${JSON.stringify(sort)}.` },
  ]);
}

function filterOf(queue: string, principal: Principal, clock: Clock, registry: Registry): TaskFilter {
  if (queue === 'assigned' || queue === 'mine_and_queues') return { queue };
  if (queue === 'overdue') return { queue, before: new Date(clock.now()) };
  if (queue === 'today') return { queue, ...dayBounds(clock.now(), principal.zone) };
  if (queue === 'later') return { queue, after: new Date(clock.now()) };
  if (queue === 'all') {
    if (principal.unrestricted || rightsOf(registry, principal).deeds.has('operate')) return { queue };
    throw forbidden('Only who operates processes may see all tasks.');
  }
  const group = /^group:(.+)$/.exec(queue)?.[1];
  if (group === undefined) {
    throw invalid([
      { path: 'queue', code: 'unknown_queue', message: `There is no queue ${JSON.stringify(queue)}.` },
    ]);
  }
  if (!identitiesOf(principal).groups.includes(group)) throw notFound('queue of that name');
  return { queue: 'group', group };
}

function sortValue(task: OpenTask, sort: Sort): string | number | null {
  if (sort === 'due' || sort === '-due') return task.dueAt;
  if (sort === 'priority') return task.priority;
  return sort === 'name' ? task.name : task.createdAt;
}
