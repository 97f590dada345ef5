/** SQL of external tasks: rows of potik.job of kind `external`, held by workers of their own. */
import type { Queryable } from '../db/database.ts';

export interface FetchedTask {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly element: string;
  readonly topic: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly retries: number;
  readonly priority: number;
  readonly lockedUntil: string;
}

/** Takes free tasks of the topics for the worker; those of suspended instances and those with an incident rest. */
export async function takeExternalTasks(
  db: Queryable,
  {
    now,
    worker,
    topics,
    limit,
  }: {
    now: Date;
    worker: string;
    /** With the time until which a task is held, and the key of the process or null. */
    topics: readonly { topic: string; until: Date; process: string | null }[];
    limit: number;
  },
): Promise<FetchedTask[]> {
  const { rows } = await db.query<FetchedTask>(
    {
      name: 'take-external-tasks',
      // Materialised: as a plain subquery it may be run again for each row, and would take more than the limit.
      text: `with free as materialized (
               select j.instance_id, j.key, w.until, p.key as process, i.business_key
                 from unnest($3::text[], $4::timestamptz[], $5::text[]) as w (topic, until, process)
                 join potik.job j on j.topic = w.topic and j.kind = 'external'
                 join potik.instance i on i.id = j.instance_id and i.status = 'active'
                 join potik.process p on p.id = j.process_id and (w.process is null or w.process = p.key)
                where j.retries > 0 and (j.locked_until is null or j.locked_until <= $1)
                order by j.priority desc, j.instance_id, j.key limit $6 for update of j skip locked)
             update potik.job j set locked_until = free.until, locked_by = $2 from free
              where j.instance_id = free.instance_id and j.key = free.key
          returning j.instance_id as instance, j.key, j.chunk, j.element, j.topic, free.process, free.business_key as "businessKey",
                    j.retries, j.priority, j.locked_until as "lockedUntil"`,
    },
    [
      now,
      worker,
      topics.map(({ topic }) => topic),
      topics.map(({ until }) => until),
      topics.map(({ process }) => process),
      limit,
    ],
  );
  return rows.sort((a, b) => b.priority - a.priority || a.instance.localeCompare(b.instance));
}

export interface HeldTask {
  readonly chunk: string;
  readonly worker: string | null;
  readonly lockedUntil: string | null;
}

export async function findExternalTask(
  db: Queryable,
  instance: string,
  key: string,
): Promise<HeldTask | null> {
  const { rows } = await db.query<HeldTask>(
    {
      name: 'find-external-task',
      text: `select chunk, locked_by as worker, locked_until as "lockedUntil" from potik.job
              where instance_id = $1 and key = $2 and kind = 'external'`,
    },
    [instance, key],
  );
  return rows[0] ?? null;
}

/** Holds a task until then in the worker's name; null: for nobody, but not to be taken before. False when it is no longer theirs. */
export async function holdExternalTask(
  db: Queryable,
  {
    instance,
    key,
    from,
    to,
    until,
  }: { instance: string; key: string; from: string | null; to: string | null; until: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update potik.job set locked_until = $5, locked_by = $4
      where instance_id = $1 and key = $2 and kind = 'external' and locked_by is not distinct from $3`,
    [instance, key, from, to, until],
  );
  return rowCount === 1;
}
