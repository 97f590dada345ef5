/**
 * A database that is full of work: P1 on an empty database, then beside `OPEN_COUNT` open instances (1,000,000), half of their
 * tasks with a thousand people, half in twenty queues, and their history. Instances that have waited since the filling are
 * completed too. Then a person's lists of tasks, with their filters and orders.
 */

import { realClock } from '../../runtime/server/clock.ts';
import { countTasks, listTasks, SORTS, type TaskFilter } from '../../runtime/server/store/tasks.ts';
import { benchDatabase, print } from './bench-database.ts';
import { inFlight, openWorkload } from './workload.ts';

const OPEN = Number(process.env.OPEN_COUNT ?? 1_000_000);
const RUNS = 8_000;
const PEOPLE = 1_000;
const QUEUES = 20;

const { db, close } = await benchDatabase();
const { engine, start, complete, close: closeWorkload } = await openWorkload(db);
const definition = (await engine.definitions.latest('p1'))!;

await rate();
const empty = await rate();
const ids = await fill();
const full = await rate();
print('p1_empty_per_second', empty, 'instances/s');
print('p1_full_per_second', full, 'instances/s');
print('p1_empty_to_full', empty / full, 'times', { most: 1.3 });
await old();
await lists();
print('server_memory', process.memoryUsage().rss / 1e6, 'MB');
await closeWorkload();
await close();

// the benches //////////

async function rate(): Promise<number> {
  const begun = performance.now();
  await inFlight(RUNS, 64, async () => {
    const { id, chunks } = await start(definition);
    await complete(id, Object.keys(chunks['0']!.waits)[0]!);
  });
  return RUNS / ((performance.now() - begun) / 1000);
}

/** Copies one waiting instance, row by row as the engine wrote it, with ids in the order of time; returns some of them. */
async function fill(): Promise<string[]> {
  const { id } = await start(definition);
  const uuid = `(lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid`;
  const rows = `generate_series(1, ${OPEN}) as g(n)`;
  await db.query({
    text: `insert into potik.instance (id, root_id, process_id, revision, status, started_at, state)
      select ${uuid}, ${uuid}, process_id, revision, status, started_at - n * interval '1 second', state
        from potik.instance, ${rows} where id = $1 order by n`,
    values: [id],
  });
  await db.query({
    text: `insert into potik.task (instance_id, key, root_id, chunk, process_id, element, name, assignee, queue, due_at, priority, created_at)
      select ${uuid}, key, ${uuid}, chunk, process_id, element, name || ' ' || n % 1000,
             case when n % 2 = 0 then 'person' || n / 2 % ${PEOPLE} end, 'queue' || n / 2 % ${QUEUES},
             case when n % 10 < 7 then created_at + (n::bigint * 7919 % 10000000 - 5000000) * interval '1 second' end, n::bigint * 31 % 100,
             created_at - n * interval '1 second'
        from potik.task, ${rows} where instance_id = $1 order by n`,
    values: [id],
  });
  await db.query({
    text: `insert into potik.history (instance_id, revision, at, cause, events)
      select ${uuid}, revision, at - n * interval '1 second', cause, events from potik.history, ${rows} where instance_id = $1 order by n`,
    values: [id],
  });
  await db.query('vacuum analyze potik.instance, potik.task, potik.history');
  // So that writing down the filling is not measured.
  await db.query({ text: 'checkpoint' });
  const { rows: some } = await db.query<{ id: string }>(
    `select id from potik.instance where status = 'active' order by md5(id::text) limit 2000`,
  );
  return some.map((row) => row.id);
}

/** Nothing of them is in memory. */
async function old(): Promise<void> {
  const left = [...ids];
  const begun = performance.now();
  await inFlight(ids.length, 64, async () => {
    const id = left.pop()!;
    const { rows } = await db.query<{ key: string }>('select key from potik.task where instance_id = $1', [
      id,
    ]);
    await complete(id, rows[0]!.key);
  });
  print('complete_old_per_second', ids.length / ((performance.now() - begun) / 1000), 'instances/s');
}

async function lists(): Promise<void> {
  const who = (n: number) => ({
    names: [`person${n % PEOPLE}`, `${n}@example.org`],
    groups: [`queue${n % QUEUES}`, `queue${(n + 7) % QUEUES}`],
  });
  const now = new Date(realClock.now());
  const filters: Record<string, (n: number) => TaskFilter> = {
    assigned: () => ({ queue: 'assigned' }),
    overdue: () => ({ queue: 'overdue', before: now }),
    group: (n) => ({ queue: 'group', group: `queue${n % QUEUES}` }),
    mine_and_queues: () => ({ queue: 'mine_and_queues' }),
  };
  for (const [name, filter] of Object.entries(filters))
    for (const sort of Object.keys(SORTS) as (keyof typeof SORTS)[])
      await measured(`tasks_${name}_by_${sort}`, (n) =>
        listTasks(db, who(n), { filter: filter(n), sort, limit: 51 }),
      );
  await measured('tasks_search', (n) =>
    listTasks(db, who(n), {
      filter: { queue: 'mine_and_queues' },
      search: `approve ${n}`,
      sort: 'due',
      limit: 51,
    }),
  );
  const day = { now, from: now, to: new Date(now.getTime() + 86_400_000) };
  await measured('task_counts', (n) => countTasks(db, who(n), day));
}

async function measured(name: string, deed: (n: number) => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let n = 0; n < 40; n++) {
    const begun = performance.now();
    await deed(n * 13);
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  print(`${name}_p95`, took[Math.floor(took.length * 0.95)]!, 'ms');
}
