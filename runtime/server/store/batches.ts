/** SQL of batches: operations on many instances, and their items (tables of 0040-batches.sql). */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface BatchRow {
  readonly id: string;
  readonly operation: Json;
  readonly personId: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
}

export async function insertBatch(
  tx: Queryable,
  batch: { id: string; operation: Json; personId: string | null; at: Date; instances: readonly string[] },
): Promise<void> {
  await tx.query(
    `with made as (insert into potik.batch (id, operation, person_id, created_at, ended_at)
       values ($1, $2, $3, $4, case when cardinality($5::uuid[]) = 0 then $4::timestamptz end))
     insert into potik.batch_item (batch_id, instance_id) select distinct $1::uuid, instance from unnest($5::uuid[]) as i(instance)`,
    [batch.id, JSON.stringify(batch.operation), batch.personId, batch.at, batch.instances],
  );
}

const BATCH = `b.id, b.operation, b.person_id as "personId", b.created_at as "createdAt", b.ended_at as "endedAt",
  (select count(*)::int from potik.batch_item i where i.batch_id = b.id) as total,
  (select count(*)::int from potik.batch_item i where i.batch_id = b.id and i.done_at is not null) as done,
  (select count(*)::int from potik.batch_item i where i.batch_id = b.id and i.error is not null) as refused`;

export async function findBatch(db: Queryable, id: string): Promise<BatchRow | null> {
  const { rows } = await db.query<BatchRow>(`select ${BATCH} from potik.batch b where b.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function latestBatches(db: Queryable, limit: number): Promise<BatchRow[]> {
  const { rows } = await db.query<BatchRow>(
    `select ${BATCH} from potik.batch b order by b.created_at desc limit $1`,
    [limit],
  );
  return rows;
}

export async function refusalsOf(
  db: Queryable,
  id: string,
  limit: number,
): Promise<{ instance: string; message: string }[]> {
  const { rows } = await db.query<{ instance: string; message: string }>(
    `select instance_id as instance, error as message from potik.batch_item
      where batch_id = $1 and error is not null order by instance_id limit $2`,
    [id, limit],
  );
  return rows;
}

export interface BatchItem {
  readonly batch: string;
  readonly instance: string;
  readonly operation: Json;
  readonly personId: string | null;
  readonly attempts: number;
}

/** Takes open items until `until`, of the oldest batches first; only of one batch where it is given. */
export async function takeItems(
  db: Queryable,
  { now, until, limit, batch = null }: { now: Date; until: Date; limit: number; batch?: string | null },
): Promise<BatchItem[]> {
  const { rows } = await db.query<BatchItem>(
    {
      name: 'take-batch-items',
      // Materialised for the reason given at `takeJobs`.
      text: `with open as materialized (
               select batch_id, instance_id from potik.batch_item
                where done_at is null and (locked_until is null or locked_until <= $1) and ($4::uuid is null or batch_id = $4)
                order by batch_id limit $3 for update skip locked)
             update potik.batch_item i set locked_until = $2, attempts = i.attempts + 1
               from open join potik.batch b on b.id = open.batch_id
              where i.batch_id = open.batch_id and i.instance_id = open.instance_id
          returning i.batch_id as batch, i.instance_id as instance, b.operation, b.person_id as "personId", i.attempts`,
    },
    [now, until, limit, batch],
  );
  return rows;
}

/** Marks an item, in the transaction that does it; false when it was done already. `error` null: carried out. */
export async function markItem(
  tx: Queryable,
  { batch, instance }: { batch: string; instance: string },
  at: Date,
  error: string | null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update potik.batch_item set done_at = $3, error = $4, locked_until = null
      where batch_id = $1 and instance_id = $2 and done_at is null`,
    [batch, instance, at, error],
  );
  return rowCount === 1;
}

/** Ends the batches of which no item is open. */
export async function endBatches(db: Queryable, batches: readonly string[], at: Date): Promise<void> {
  await db.query(
    `update potik.batch b set ended_at = $2 where b.id = any($1::uuid[]) and b.ended_at is null
        and not exists (select from potik.batch_item i where i.batch_id = b.id and i.done_at is null)`,
    [batches, at],
  );
}
