/** SQL of history: reading an instance's events, partitions by month, and what the projector needs. */
import { readEvent, type WrittenEvent } from '#engine/event-log.ts';
import type { Event } from '#engine/events.ts';
import type { Cause } from '../cause.ts';
import type { Queryable } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';

export interface HistoryRow {
  readonly instance: string;
  readonly revision: number;
  readonly at: string;
  readonly cause: Cause | null;
  readonly events: readonly Event[];
}

/** A row as it is stored. */
interface StoredRow extends Omit<HistoryRow, 'events'> {
  readonly events: readonly WrittenEvent[];
}

const HISTORY = 'instance_id as instance, revision, at, cause, events';

/** Units of work of an instance, oldest first, from `after` (a revision) on. */
export async function historyOf(
  db: Queryable,
  instance: string,
  after = 0,
  limit = 100_000,
): Promise<HistoryRow[]> {
  const { rows } = await db.query<StoredRow>(
    {
      name: 'history-of',
      text: `select ${HISTORY} from potik.history where instance_id = $1 and revision > $2 order by revision limit $3`,
    },
    [instance, after, limit],
  );
  return rows.map(unpacked);
}

/** What began the instance: the first unit's cause. */
export async function causesOfStart(
  db: Queryable,
  instances: readonly string[],
): Promise<Map<string, Cause | null>> {
  const { rows } = await db.query<{ instance: string; cause: Cause | null }>(
    'select instance_id as instance, cause from potik.history where instance_id = any($1::uuid[]) and revision = 1',
    [instances],
  );
  return new Map(rows.map(({ instance, cause }) => [instance, cause]));
}

// the projector //////////

/** The projector's place, locked; null while another node projects. */
export async function lockWatermark(tx: Queryable, name: string): Promise<number | null> {
  await tx.query('insert into potik.watermark (name, xid) values ($1, 0) on conflict do nothing', [name]);
  const { rows } = await tx.query<{ xid: number }>(
    'select xid from potik.watermark where name = $1 for update skip locked',
    [name],
  );
  return rows[0]?.xid ?? null;
}

export async function moveWatermark(tx: Queryable, name: string, xid: number): Promise<void> {
  await tx.query('update potik.watermark set xid = $2 where name = $1', [name, xid]);
}

/**
 * Up to where all transactions that may write history are over: those of this database. What somebody does in another database of
 * the same server holds nothing up. One that can't be told to be elsewhere counts as ours, so that nothing is ever passed over; and
 * no number is ever another transaction's, so that what was settled once stays so ($1).
 */
const SETTLED = `
  with now as materialized (select pg_current_snapshot() as snapshot),
       here as (select oid, datname from pg_database where datname = current_database()),
       elsewhere as (
         select a.backend_xid as xid from pg_stat_activity a, here where a.backend_xid is not null and a.datid <> here.oid
         union all select p.transaction from pg_prepared_xacts p, here where p.database <> here.datname),
       open as (
         select x::text::bigint as xid from now, pg_snapshot_xip(snapshot) x
          where (x::text::bigint % 4294967296)::text::xid not in (select xid from elsewhere))
  select greatest($1, least(
    (select min(xid) from open), pg_snapshot_xmax(snapshot)::text::bigint,
    pg_current_xact_id_if_assigned()::text::bigint)) as safe from now`;

/**
 * History that is certainly complete: of transactions from `from` on which are all over. Gives where to go on.
 * @param most about so many rows; those of one transaction are never parted
 */
export async function settledHistory(
  tx: Queryable,
  from: number,
  most: number,
): Promise<{ rows: (HistoryRow & { xid: number })[]; next: number; more: boolean }> {
  const { rows: bounds } = await tx.query<{ safe: number; page: number | null }>(
    `select safe,
            (select xid from potik.history where xid >= $1 order by xid offset $2 limit 1) as page
       from (${SETTLED}) s`,
    [from, most],
  );
  const { safe, page } = bounds[0]!;
  const next = page === null ? safe : Math.min(page, safe);
  // All rows of one transaction larger than a page: take it whole.
  const until = next === from && page !== null && page < safe ? from + 1 : next;
  const { rows } = await tx.query<StoredRow & { xid: number }>(
    `select ${HISTORY}, xid from potik.history where xid >= $1 and xid < $2 order by xid, instance_id, revision`,
    [from, until],
  );
  return { rows: rows.map(unpacked), next: until, more: until < safe };
}

/** Whole histories of these instances, oldest first. */
export async function historiesOf(tx: Queryable, instances: readonly string[]): Promise<HistoryRow[]> {
  const { rows } = await tx.query<StoredRow>(
    `select ${HISTORY} from potik.history where instance_id = any($1::uuid[]) order by instance_id, revision`,
    [instances],
  );
  return rows.map(unpacked);
}

export interface DoneTaskRow {
  readonly instance: string;
  readonly key: string;
  readonly process: string;
  readonly element: string;
  readonly name: string | null;
  readonly person: string | null;
  readonly created: string;
  readonly done: string;
  readonly outcome: string | null;
  readonly cancelled: boolean;
}

export async function insertDoneTasks(tx: Queryable, rows: readonly DoneTaskRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into potik.done_task (instance_id, key, process_id, element, name, person_id, created_at, done_at, outcome, cancelled)
     select instance, key, process, element, name, person, created, done, outcome, cancelled
       from json_to_recordset($1::json) as r(instance uuid, key text, process uuid, element text, name text, person uuid,
            created timestamptz, done timestamptz, outcome text, cancelled boolean)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/** Process (definition) of instances, running or ended. */
export async function processesOf(tx: Queryable, instances: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; process: string }>(
    `select id, process_id as process from potik.instance where id = any($1::uuid[])
     union all select id, process_id from potik.ended_instance where id = any($1::uuid[])`,
    [instances],
  );
  return new Map(rows.map(({ id, process }) => [id, process]));
}

/** Key of the process of each instance. */
export async function processKeysOf(
  tx: Queryable,
  instances: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; key: string }>(
    `select i.id, p.key from (
       select id, process_id from potik.instance where id = any($1::uuid[])
       union all select id, process_id from potik.ended_instance where id = any($1::uuid[])) i
     join potik.process p on p.id = i.process_id`,
    [instances],
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Moves instances that are over out of the engine's tables; their last variables stay readable. */
export async function moveEnded(tx: Queryable, instances: readonly string[]): Promise<void> {
  if (instances.length === 0) return;
  await tx.query(
    `with gone as (delete from potik.instance where id = any($1::uuid[]) and ended_at is not null returning *),
          chunks as (delete from potik.chunk c using gone where c.instance_id = gone.id),
          drafts as (delete from potik.task_draft d using gone where d.instance_id = gone.id)
     insert into potik.ended_instance (id, root_id, caller_id, process_id, status, business_key, started_at, ended_at, entity, record_id, variables)
     select id, root_id, caller_id, process_id, status, business_key, started_at, ended_at, entity, record_id,
            coalesce(state #> '{nodes,0,variables}', '{}') from gone
     on conflict do nothing`,
    [instances],
  );
}

// partitions //////////

/** Makes the partitions of this month and the next two, so that history never lands in the catch-all in daily work. */
export async function ensurePartitions(db: Queryable, now: Date): Promise<void> {
  for (let ahead = 0; ahead < 3; ahead++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
    const name = identifier(`history_${from.toISOString().slice(0, 7).replace('-', '_')}`);
    await db.query(
      `create table if not exists potik.${name} partition of potik.history for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
    );
  }
}

// helpers //////////

function unpacked<Row extends StoredRow>(row: Row): Omit<Row, 'events'> & HistoryRow {
  return { ...row, events: row.events.map(readEvent) };
}
