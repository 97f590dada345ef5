/** Lists of tasks against a plain reading of their rules: every queue and order, page by page, over tasks given out at random. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTasks, listTasks, SORTS, type TaskFilter } from '../../../../runtime/server/store/tasks.ts';
import { testDatabase } from '../../../support/test-database.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 22, 9);
const HOUR = 3_600_000;

interface Given {
  readonly instance: string;
  readonly key: string;
  readonly name: string;
  readonly assignee: string | null;
  readonly users: string[] | null;
  readonly groups: string[];
  readonly due: number | null;
  readonly priority: number;
  readonly created: number;
}

const anyOf = (...values: string[]) => fc.constantFrom(...values);
const task = fc.record({
  name: anyOf('Approve', 'Check', 'Pay', 'Call'),
  assignee: fc.option(anyOf('iryna', 'oleh', 'iryna@example.org'), { freq: 3 }),
  users: fc.option(fc.uniqueArray(anyOf('iryna', 'oleh'), { minLength: 1 }), { freq: 3 }),
  groups: fc.uniqueArray(anyOf('sales', 'finance', 'stock'), { maxLength: 3 }),
  due: fc.option(fc.integer({ min: -5, max: 5 }).map((hours) => NOW + hours * HOUR)),
  priority: fc.constantFrom(10, 50, 90),
  created: fc.integer({ min: 0, max: 3 }).map((hours) => NOW - hours * HOUR),
});

const WHO = { names: ['iryna', 'iryna@example.org'], groups: ['sales', 'stock'] };
const mine = ({ assignee }: Given) => assignee !== null && WHO.names.includes(assignee);
const shares = (one: readonly string[] | null, other: readonly string[]) =>
  (one ?? []).some((value) => other.includes(value));
const FILTERS: readonly { filter: TaskFilter; holds: (task: Given) => boolean }[] = [
  { filter: { queue: 'assigned' }, holds: mine },
  {
    filter: { queue: 'overdue', before: new Date(NOW) },
    holds: (one) => mine(one) && one.due !== null && one.due < NOW,
  },
  {
    filter: { queue: 'group', group: 'sales' },
    holds: (one) => one.assignee === null && one.groups.includes('sales'),
  },
  {
    filter: { queue: 'mine_and_queues' },
    holds: (one) =>
      mine(one) ||
      (one.assignee === null && (shares(one.users, WHO.names) || shares(one.groups, WHO.groups))),
  },
  { filter: { queue: 'all' }, holds: () => true },
];

const ORDERS: Record<
  keyof typeof SORTS,
  { of: (task: Given) => string | number | null; descending: boolean }
> = {
  due: { of: (one) => one.due, descending: false },
  '-due': { of: (one) => one.due, descending: true },
  priority: { of: (one) => one.priority, descending: true },
  created: { of: (one) => one.created, descending: false },
  '-created': { of: (one) => one.created, descending: true },
  name: { of: (one) => one.name, descending: false },
};

function inOrder(tasks: readonly Given[], sort: keyof typeof SORTS): string[] {
  const { of, descending } = ORDERS[sort];
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return [...tasks]
    .sort((a, b) => {
      const [left, right] = [of(a), of(b)];
      if (left === null || right === null)
        return left === right ? compare(a.instance, b.instance) : left === null ? 1 : -1;
      return compare(left, right) * (descending ? -1 : 1) || compare(a.instance, b.instance);
    })
    .map(({ instance }) => instance);
}

async function put(tasks: readonly Given[]): Promise<void> {
  await db.query('truncate potik.instance, potik.task');
  for (const { instance, key, name, assignee, users, groups, due, priority, created } of tasks) {
    await db.query(
      `insert into potik.instance (id, root_id, process_id, revision, status, started_at, state) values ($1, $1, $1, 1, 'active', now(), '{}')`,
      [instance],
    );
    await db.query(
      `insert into potik.task (instance_id, key, root_id, chunk, process_id, element, name, assignee, users, queue, groups, due_at, priority, created_at)
       values ($1, $2, $1, '0', $1, 'approve', $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        instance,
        key,
        name,
        assignee,
        users,
        groups[0] ?? null,
        groups.length > 1 ? groups : null,
        due === null ? null : new Date(due),
        priority,
        new Date(created),
      ],
    );
  }
}

/** All pages of a list, three tasks each. */
async function read(filter: TaskFilter, sort: keyof typeof SORTS): Promise<string[]> {
  const found: string[] = [];
  const column = {
    due: 'dueAt',
    '-due': 'dueAt',
    priority: 'priority',
    created: 'createdAt',
    '-created': 'createdAt',
    name: 'name',
  } as const;
  let after: readonly [string | number | null, string, string] | undefined;
  for (;;) {
    const page = await listTasks(db, WHO, { filter, sort, limit: 3, ...(after && { after }) });
    found.push(...page.map(({ instance }) => instance));
    const last = page.at(-1);
    if (page.length < 3 || !last) return found;
    after = [last[column[sort]], last.instance, last.key];
  }
}

test('every list holds what its rule says, in its order, each task once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(task, { minLength: 5, maxLength: 25 }), async (drawn) => {
      // given
      const tasks = drawn.map((one) => ({ ...one, instance: randomUUID(), key: '1' }));
      await put(tasks);

      for (const { filter, holds } of FILTERS) {
        const wanted = tasks.filter(holds);
        for (const sort of Object.keys(SORTS) as (keyof typeof SORTS)[]) {
          // when, then
          expect(await read(filter, sort), `${filter.queue} by ${sort}`).toEqual(inOrder(wanted, sort));
        }
      }
      const counts = await countTasks(db, WHO, {
        now: new Date(NOW),
        from: new Date(NOW),
        to: new Date(NOW + HOUR),
      });
      for (const { key, count } of counts.groups)
        expect(count, key).toBe(
          tasks.filter((one) => one.assignee === null && one.groups.includes(key)).length,
        );
      expect(counts.assigned).toBe(tasks.filter(mine).length);
    }),
    { numRuns: 6, seed: 7 },
  );
});
