/** SQL that removes what has ended: whole call trees with their history, by hand or by age. */
import type { Queryable } from '../db/database.ts';

/** Roots among these instances whose whole tree has ended. */
export async function endedRoots(db: Queryable, instances: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select e.id from potik.ended_instance e where e.id = any($1::uuid[]) and e.root_id = e.id
        and not exists (select from potik.instance i where i.id = e.id or (i.root_id = e.id and i.caller_id is not null))`,
    [instances],
  );
  return rows.map(({ id }) => id);
}

/**
 * Roots that ended longer ago than their process, or else the installation (`days`, null: for ever), keeps history.
 */
export async function outlivedRoots(
  db: Queryable,
  { now, days, limit }: { now: Date; days: number | null; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select e.id from potik.process p
       join lateral (select id from potik.ended_instance e
                      where e.process_id = p.id and e.root_id = e.id
                        and e.ended_at < $1::timestamptz - make_interval(days => coalesce(p.history_days, $2::int))
                      order by e.ended_at limit $3) e on true
      where coalesce(p.history_days, $2::int) is not null limit $3`,
    [now, days, limit],
  );
  return endedRoots(
    db,
    rows.map(({ id }) => id),
  );
}

/** Removes these trees: instances, tasks that were done, history. Gives how many instances there were. */
export async function deleteTrees(tx: Queryable, roots: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `with gone as (delete from potik.ended_instance where root_id = any($1::uuid[]) returning id),
          done as (delete from potik.done_task d using gone where d.instance_id = gone.id),
          past as (delete from potik.history h using gone where h.instance_id = gone.id)
     select count(*)::int as n from gone`,
    [roots],
  );
  return rows[0]!.n;
}
