/** SQL: who listens to changes of records. Waiting conditions of instances, and start events of processes. */
import type { Queryable } from '../db/database.ts';

export interface Interest {
  /** Those of the asked records (as `entity:id`) that conditions of running instances read, by an id that was merged into it too. */
  readonly waiting: readonly string[];
  /** Those of their entities whose changes may start a process. */
  readonly starting: readonly string[];
}

export async function interestIn(
  tx: Queryable,
  records: readonly { readonly entity: string; readonly id: string }[],
): Promise<Interest> {
  const { rows } = await tx.query<Interest>(
    {
      name: 'interest-in',
      text: `with recursive named (record, entity, alias) as (
          select entity || ':' || id, entity, id from unnest($1::text[], $2::uuid[]) as r (entity, id)
          union
          select n.record, n.entity, m.record_id from potik.merged_record m join named n on m.entity = n.entity and m.into_id = n.alias)
        select
          array(select distinct record from named n where exists
            (select from potik.subscription s where s.records @> array[n.entity || ':' || n.alias])) as waiting,
          array(select distinct t.detail ->> 'entity' from potik.start_trigger t where t.kind = 'condition' and t.detail ->> 'entity' = any($1)) as starting`,
    },
    [records.map(({ entity }) => entity), records.map(({ id }) => id)],
  );
  return rows[0]!;
}

export interface RecordStart {
  readonly processId: string;
  readonly element: string;
  readonly variable: string;
  /** Which changes count; null: all. */
  readonly events: readonly string[] | null;
}

/** Start events that a change of a record of this entity may set off. */
export async function recordStarts(db: Queryable, entity: string): Promise<RecordStart[]> {
  const { rows } = await db.query<RecordStart>(
    `select process_id as "processId", element, detail ->> 'variable' as variable, detail -> 'events' as events
       from potik.start_trigger where kind = 'condition' and detail ->> 'entity' = $1 order by process_id, element`,
    [entity],
  );
  return rows.map((row) => ({ ...row, events: Array.isArray(row.events) ? row.events : null }));
}
