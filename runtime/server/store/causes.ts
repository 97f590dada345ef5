/** SQL of the way back from a value: the change that set it, and what began the process behind it. */
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type { Queryable } from '../db/database.ts';

export interface ValueChange {
  readonly at: string;
  readonly kind: string;
  readonly version: number;
  readonly personId: string | null;
  readonly cause: Cause;
  readonly from: Json;
  readonly to: Json;
}

/** The last change of a field of a record, at or before a version; null where none is known. */
export async function lastChangeOf(
  db: Queryable,
  entity: string,
  recordId: string,
  field: string,
  version: number | null,
): Promise<ValueChange | null> {
  const { rows } = await db.query<ValueChange>(
    `select at, kind, version, person_id as "personId", cause, values -> $3 -> 0 as "from", values -> $3 -> 1 as "to"
       from potik.change
      where record_id = $1 and entity = $2 and values ? $3 and ($4::int is null or version <= $4)
      order by at desc, id desc limit 1`,
    [recordId, entity, field, version],
  );
  return rows[0] ?? null;
}

export interface BegunBy {
  readonly instance: string;
  readonly process: string;
  readonly name: string;
  readonly startedAt: string;
  /** The instance that called it. */
  readonly caller: string | null;
  readonly cause: Cause | null;
}

/** An instance, running or ended, with what began it. */
export async function begunBy(db: Queryable, instance: string): Promise<BegunBy | null> {
  const { rows } = await db.query<BegunBy>(
    `select i.id as instance, p.key as process, p.name, i.started_at as "startedAt", i.caller_id as caller,
            (select h.cause from potik.history h where h.instance_id = i.id and h.revision = 1) as cause
       from (select id, process_id, started_at, caller_id from potik.instance where id = $1
             union all select id, process_id, started_at, caller_id from potik.ended_instance where id = $1) i
       join potik.process p on p.id = i.process_id`,
    [instance],
  );
  return rows[0] ?? null;
}

/** Who brought a file in, and when. */
export async function importBy(
  db: Queryable,
  id: string,
): Promise<{ readonly personId: string | null; readonly at: string } | null> {
  const { rows } = await db.query<{ personId: string | null; at: string }>(
    'select person_id as "personId", at from potik.journal where id = $1',
    [id],
  );
  return rows[0] ?? null;
}
