/** SQL of potik.job and the timers of start events: what is due, taken with a lease, freed, given up. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface DueJob {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly process: string;
  readonly element: string;
  readonly kind: 'timer' | 'async' | 'service' | 'external';
  readonly dueAt: string;
  readonly topic: string | null;
  readonly input: Json;
  readonly retries: number;
}

const JOB = `j.instance_id as instance, j.key, j.chunk, j.process_id as process, j.element, j.kind, j.due_at as "dueAt",
  j.topic, j.input, j.retries`;

/** Takes due jobs for `node` until `until`; the earliest first, of equal ones the most important. */
export async function takeJobs(
  db: Queryable,
  { now, until, node, limit }: { now: Date; until: Date; node: string; limit: number },
): Promise<DueJob[]> {
  const { rows } = await db.query<DueJob & { priority: number }>(
    {
      name: 'take-jobs',
      // Materialised: as a plain subquery it may be run again for each row, and would take more than the limit.
      text: `with due as materialized (
               select instance_id, key from potik.job
                where due_at <= $1 and (locked_until is null or locked_until <= $1)
                order by due_at, priority desc, instance_id limit $4 for update skip locked)
             update potik.job j set locked_until = $2, locked_by = $3 from due
              where j.instance_id = due.instance_id and j.key = due.key
          returning ${JOB}, j.priority`,
    },
    [now, until, node, limit],
  );
  return rows.sort((a, b) => a.dueAt.localeCompare(b.dueAt) || b.priority - a.priority);
}

/** When the next job that nobody has taken is due; null when there is none. */
export async function nextJobDue(db: Queryable, now: Date): Promise<string | null> {
  const { rows } = await db.query<{ due: string | null }>(
    {
      name: 'next-job-due',
      text: `select greatest(due_at, coalesce(locked_until, due_at)) as due from potik.job
              where due_at is not null and (locked_until is null or due_at > $1) order by due_at limit 1`,
    },
    [now],
  );
  return rows[0]?.due ?? null;
}

/** Makes a job longer ours while it runs; false when it is no longer ours. */
export async function extendLease(
  db: Queryable,
  job: { instance: string; key: string },
  node: string,
  until: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update potik.job set locked_until = $4 where instance_id = $1 and key = $2 and locked_by = $3',
    [job.instance, job.key, node, until],
  );
  return rowCount === 1;
}

/** Gives a job back, to be taken again from `due` on. */
export async function freeJob(
  db: Queryable,
  job: { instance: string; key: string },
  due: Date,
): Promise<void> {
  await db.query(
    'update potik.job set locked_until = null, locked_by = null, due_at = $3 where instance_id = $1 and key = $2',
    [job.instance, job.key, due],
  );
}

/** A row whose instance no longer waits for it; only faults leave such rows behind. */
export async function deleteJob(db: Queryable, job: { instance: string; key: string }): Promise<void> {
  await db.query('delete from potik.job where instance_id = $1 and key = $2', [job.instance, job.key]);
}

/** A stopping node gives back what it has not begun. */
export async function freeJobsOf(db: Queryable, node: string): Promise<void> {
  await db.query('update potik.job set locked_until = null, locked_by = null where locked_by = $1', [node]);
}

/**
 * Gives back, to be taken again from `due` on, what a node has and does not know of, since an answer of the database was lost. Call
 * trees it works at are left alone.
 */
export async function freeJobsForgotten(
  db: Queryable,
  node: string,
  workingAt: readonly string[],
  due: Date,
): Promise<void> {
  await db.query(
    `update potik.job set locked_until = null, locked_by = null, due_at = greatest(due_at, $3)
      where locked_by = $1 and root_id not in (select root_id from potik.instance where id = any($2))`,
    [node, workingAt, due],
  );
}

/** An instance to be started: by a start timer, or once by a job. */
export interface DueStart {
  readonly processId: string;
  readonly element: string;
  readonly kind: 'timer' | 'job';
  readonly name: string;
  readonly dueAt: string;
  readonly repeat: number | null;
  /** Period or cron text of a repeating timer. */
  readonly cycle: string | null;
  readonly variables: Readonly<Record<string, Json>> | null;
}

export async function dueStarts(db: Queryable, now: Date, limit: number): Promise<DueStart[]> {
  const { rows } = await db.query<DueStart>(
    {
      name: 'due-starts',
      text: `select process_id as "processId", element, kind, name, due_at as "dueAt", repeat, detail ->> 'cycle' as cycle,
                    detail -> 'variables' as variables
               from potik.start_trigger where due_at <= $1 order by due_at, name limit $2`,
    },
    [now, limit],
  );
  return rows;
}

export async function nextStartDue(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ due: string | null }>(
    'select min(due_at) as due from potik.start_trigger',
  );
  return rows[0]!.due;
}

/** A start that is still due as it was read; every value is bound. */
const THIS_START = 'where process_id = $1 and element = $2 and kind = $3 and name = $4 and due_at = $5';

/** Moves a start on, or removes it with `next` null, within the transaction that starts the instance; false when another node did it. */
export async function moveStart(
  tx: Queryable,
  { processId, element, kind, name, dueAt }: DueStart,
  next: { due: number; repeat: number | null } | null,
): Promise<boolean> {
  const row = [processId, element, kind, name, dueAt];
  const { rowCount } = next
    ? await tx.query(
        `update potik.start_trigger set due_at = to_timestamp($6::float8 / 1000), repeat = $7 ${THIS_START}`,
        [...row, next.due, next.repeat],
      )
    : await tx.query(`delete from potik.start_trigger ${THIS_START}`, row);
  return rowCount === 1;
}
