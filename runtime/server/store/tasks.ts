/** SQL of the inbox: lists of open tasks by queue, counts, one task, drafts, what was done. */
import { anywhere, type Builder, built, sql } from '../db/builder.ts';
import type { Queryable } from '../db/database.ts';

export interface OpenTask {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly process: string;
  readonly element: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly delegation: string | null;
  readonly users: string[] | null;
  readonly queue: string | null;
  readonly groups: string[] | null;
  readonly dueAt: string | null;
  readonly followUpAt: string | null;
  readonly priority: number;
  readonly createdAt: string;
  readonly entity: string | null;
  readonly record: string | null;
}

const TASK = `t.instance_id as instance, t.key, t.chunk, t.process_id as process, t.element, t.name, t.description, t.assignee, t.owner,
  t.delegation, t.users, t.queue, t.groups, t.due_at as "dueAt", t.follow_up_at as "followUpAt", t.priority,
  t.created_at as "createdAt", i.entity, potik.survivor(i.record_id) as record`;

/** Names under which tasks may be given to a person: id and e-mail address; and the groups the person belongs to. */
export interface Identities {
  readonly names: readonly string[];
  readonly groups: readonly string[];
}

export type TaskFilter =
  | { readonly queue: 'assigned' }
  | { readonly queue: 'overdue'; readonly before: Date }
  | { readonly queue: 'today'; readonly from: Date; readonly to: Date }
  | { readonly queue: 'later'; readonly after: Date }
  | { readonly queue: 'group'; readonly group: string }
  | { readonly queue: 'mine_and_queues' }
  | { readonly queue: 'all' };

export interface TaskPage {
  readonly filter: TaskFilter;
  readonly process?: string;
  readonly instance?: string;
  readonly record?: string;
  readonly search?: string;
  readonly sort: keyof typeof SORTS;
  readonly limit: number;
  /** Sort value, instance and key of the last task of the page before. */
  readonly after?: readonly [string | number | null, string, string];
}

/** What tasks are ordered by, with the direction; nulls come last. Ties fall to the older instance. */
export const SORTS = {
  due: { column: 't.due_at', type: 'timestamptz', descending: false },
  '-due': { column: 't.due_at', type: 'timestamptz', descending: true },
  priority: { column: 't.priority', type: 'int', descending: true },
  created: { column: 't.created_at', type: 'timestamptz', descending: false },
  '-created': { column: 't.created_at', type: 'timestamptz', descending: true },
  name: { column: 't.name', type: 'text', descending: false },
} as const;

/** Each way a task comes to a person is looked up by its own index, for one page; only a page's tasks are read, and meet their instances. */
export async function listTasks(db: Queryable, who: Identities, page: TaskPage): Promise<OpenTask[]> {
  const { column, descending } = SORTS[page.sort];
  const order = `${column} ${descending ? 'desc' : 'asc'} nulls last, t.instance_id, t.key`;
  const pages = waysOf(page.filter, who).map((way) => {
    const tasks = sql('potik.task as t')
      .select('t.instance_id', 't.key')
      .where(way)
      .orderByRaw(order)
      .limit(page.limit);
    narrow(tasks, page);
    if (page.after) goOn(tasks, page.sort, page.after);
    return tasks;
  });
  const query = sql
    .from(sql.queryBuilder().union(pages, true).as('found'))
    .join('potik.task as t', { 't.instance_id': 'found.instance_id', 't.key': 'found.key' })
    .join('potik.instance as i', 'i.id', 't.instance_id')
    .select(sql.raw(TASK))
    .orderByRaw(order)
    .limit(page.limit);
  const { rows } = await db.query<OpenTask>(built(query));
  return rows;
}

export interface QueueCounts {
  readonly assigned: number;
  readonly overdue: number;
  readonly today: number;
  readonly later: number;
  readonly groups: { readonly key: string; readonly count: number }[];
}

/** Counts of all queues of a person in one statement. */
export async function countTasks(
  db: Queryable,
  who: Identities,
  { now, from, to }: { now: Date; from: Date; to: Date },
): Promise<QueueCounts> {
  const { rows } = await db.query<QueueCounts>(
    {
      name: 'count-tasks',
      text: `with mine as materialized (select due_at, follow_up_at from potik.task where assignee = any($1))
        select (select count(*) from mine) as assigned,
               (select count(*) from mine where due_at < $3) as overdue,
               (select count(*) from mine where due_at >= $4 and due_at < $5) as today,
               (select count(*) from mine where follow_up_at > $3) as later,
               (select coalesce(jsonb_agg(jsonb_build_object('key', g.key, 'count', g.n)), '[]') from (
                  select q.key, (select count(*) from potik.task t where t.assignee is null and t.queue = q.key)
                            + (select count(*) from potik.task t where t.assignee is null and t.groups @> array[q.key] and t.queue <> q.key) as n
                    from unnest($2::text[]) as q(key)) g) as groups`,
    },
    [who.names, who.groups, now, from, to],
  );
  return rows[0]!;
}

/** Where a task is found. */
export interface TaskPlace {
  readonly instance: string;
  readonly key: string;
}

/** In the order of the places; null where there is no open task. */
export async function findTasks(db: Queryable, places: readonly TaskPlace[]): Promise<(OpenTask | null)[]> {
  const { rows } = await db.query<OpenTask & { n: number }>(
    {
      name: 'find-tasks',
      text: `select p.n::int - 1 as n, ${TASK} from unnest($1::uuid[], $2::text[]) with ordinality as p (instance, key, n)
               join potik.task t on t.instance_id = p.instance and t.key = p.key join potik.instance i on i.id = t.instance_id`,
    },
    [places.map(({ instance }) => instance), places.map(({ key }) => key)],
  );
  return inOrder(places.length, rows);
}

/** Whose next task is looked for, and in the call tree of which instance. */
export interface NextTaskWanted extends Identities {
  readonly instance: string;
}

/** The oldest open task of each call tree that the person may do; null where there is none. */
export async function nextTasks(
  db: Queryable,
  wanted: readonly NextTaskWanted[],
): Promise<(TaskPlace | null)[]> {
  const { rows } = await db.query<TaskPlace & { n: number }>(
    {
      name: 'next-tasks',
      text: `select w.n, t.instance_id as instance, t.key
        from json_to_recordset($1::json) as w (n int, instance uuid, names text[], groups text[])
        cross join lateral (
          select t.instance_id, t.key from potik.task t
           where t.instance_id in (${treeOf('w.instance')})
             and (t.assignee = any(w.names)
                  or (t.assignee is null and (t.users && w.names or t.queue = any(w.groups) or t.groups && w.groups)))
           order by t.created_at, t.key limit 1) t`,
    },
    [JSON.stringify(wanted.map(({ instance, names, groups }, n) => ({ n, instance, names, groups })))],
  );
  return inOrder(wanted.length, rows);
}

export interface DoneTask {
  readonly instance: string;
  readonly key: string;
  readonly process: string;
  readonly element: string;
  readonly name: string | null;
  readonly createdAt: string;
  readonly doneAt: string;
  readonly outcome: string | null;
  readonly entity: string | null;
  readonly record: string | null;
}

export async function listDoneTasks(
  db: Queryable,
  person: string,
  { limit, after }: { limit: number; after?: readonly [string, string, string] },
): Promise<DoneTask[]> {
  const { rows } = await db.query<DoneTask>(
    `select d.instance_id as instance, d.key, d.process_id as process, d.element, d.name, d.created_at as "createdAt",
            d.done_at as "doneAt", d.outcome, coalesce(i.entity, e.entity) as entity, potik.survivor(coalesce(i.record_id, e.record_id)) as record
       from potik.done_task d
       left join potik.instance i on i.id = d.instance_id
       left join potik.ended_instance e on e.id = d.instance_id
      where d.person_id = $1 and not d.cancelled
        and ($2::timestamptz is null or (d.done_at, d.instance_id, d.key) < ($2, $3::uuid, $4))
      order by d.done_at desc, d.instance_id desc, d.key desc limit $5`,
    [person, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );
  return rows;
}

/** Names of teams by key. */
export async function teamNames(db: Queryable, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await db.query<{ key: string; name: string }>(
    {
      name: 'team-names',
      text: 'select key, name from data.team where key = any($1) and deleted_at is null',
    },
    [keys],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

// helpers //////////

/** Rows that say by `n` what they answer, for all that was asked. */
function inOrder<Row>(count: number, rows: readonly (Row & { readonly n: number })[]): (Row | null)[] {
  const found = new Array<Row | null>(count).fill(null);
  for (const { n, ...row } of rows) found[n] = row as Row;
  return found;
}

/** The instances of a call tree, found by their keys: tasks have no index of their own for it. */
function treeOf(instance: 'w.instance' | '?'): string {
  return `select root_id from potik.instance where id = ${instance} union all
        select c.id from potik.instance i join potik.instance c on c.root_id = i.root_id and c.caller_id is not null where i.id = ${instance}`;
}

type Way = (tasks: Builder) => void;

/** The ways in which the tasks of a queue come to a person; a task may come by several. */
function waysOf(filter: TaskFilter, { names: known, groups }: Identities): readonly Way[] {
  const names = [...known];
  const assigned: Way = (tasks) => void tasks.whereRaw('t.assignee = any(?)', [names]);
  switch (filter.queue) {
    case 'assigned':
      return [assigned];
    case 'overdue':
      return [(tasks) => void tasks.where(assigned).where('t.due_at', '<', filter.before)];
    case 'today':
      return [
        (tasks) =>
          void tasks.where(assigned).where('t.due_at', '>=', filter.from).where('t.due_at', '<', filter.to),
      ];
    case 'later':
      return [(tasks) => void tasks.where(assigned).where('t.follow_up_at', '>', filter.after)];
    case 'group':
      return ofGroups([filter.group]);
    case 'mine_and_queues':
      return [
        assigned,
        (tasks) => void tasks.whereNull('t.assignee').whereRaw('t.users && ?::text[]', [names]),
        ...ofGroups(groups),
      ];
    case 'all':
      return [() => {}];
  }
}

function ofGroups(groups: readonly string[]): Way[] {
  return [
    ...groups.map(
      (group): Way =>
        (tasks) =>
          void tasks.whereNull('t.assignee').where('t.queue', group),
    ),
    (tasks) => void tasks.whereNull('t.assignee').whereRaw('t.groups && ?::text[]', [[...groups]]),
  ];
}

function narrow(tasks: Builder, { process, instance, record, search }: TaskPage): void {
  if (process) tasks.whereIn('t.process_id', sql('potik.process').select('id').where({ key: process }));
  if (instance) tasks.whereRaw(`t.instance_id in (${treeOf('?')})`, [instance, instance]);
  if (record)
    tasks.whereRaw(
      't.instance_id in (select id from potik.instance where record_id = any(potik.merged_ids(?)))',
      [record],
    );
  if (search) tasks.whereILike('t.name', anywhere(search));
}

/** What comes after the last task of the page before. */
function goOn(
  tasks: Builder,
  sort: TaskPage['sort'],
  [value, instance, key]: NonNullable<TaskPage['after']>,
): void {
  const { column, type, descending } = SORTS[sort];
  const behind = '(t.instance_id, t.key) > (?::uuid, ?)';
  if (value === null) tasks.whereRaw(`${column} is null and ${behind}`, [instance, key]);
  else
    tasks.whereRaw(
      `(${column} ${descending ? '<' : '>'} ?::${type} or (${column} = ?::${type} and ${behind}) or ${column} is null)`,
      [value, value, instance, key],
    );
}

export interface GivenTask {
  readonly instance: string;
  readonly key: string;
  readonly element: string;
  readonly name: string | null;
  readonly assignee: string;
  readonly entity: string | null;
  readonly record: string | null;
}

/** Open tasks of these instances that somebody has. */
export async function openTasksGiven(db: Queryable, instances: readonly string[]): Promise<GivenTask[]> {
  const { rows } = await db.query<GivenTask>(
    `select t.instance_id as instance, t.key, t.element, t.name, t.assignee, i.entity, potik.survivor(i.record_id) as record
       from potik.task t join potik.instance i on i.id = t.instance_id
      where t.instance_id = any($1::uuid[]) and t.assignee is not null`,
    [instances],
  );
  return rows;
}
