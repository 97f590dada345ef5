/** SQL of a publish under way: its lease, what takes it back, what is put aside, what is left to finish. */
import type { Step, Tombstone } from '#metadata/plan.ts';
import type { Queryable } from '../db/database.ts';

/** Takes the publishing for a while; false when another publish holds it. Undo that a dead one left behind is handed over. */
export async function beginPublishing(
  db: Queryable,
  holder: string,
  now: Date,
  until: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into potik.publishing (holder, lease_until) values ($1, $3)
     on conflict (one) do update set holder = $1, lease_until = $3 where publishing.lease_until < $2`,
    [holder, now, until],
  );
  return rowCount === 1;
}

/** Keeps the lease; false when it was lost to another. */
export async function keepPublishing(db: Queryable, holder: string, until: Date): Promise<boolean> {
  const { rowCount } = await db.query('update potik.publishing set lease_until = $2 where holder = $1', [
    holder,
    until,
  ]);
  return rowCount === 1;
}

/** What takes the preparation back; a holder that took over has that of the dead one too. */
export async function pendingUndo(db: Queryable, holder: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ undo: string[] }>('select undo from potik.publishing where holder = $1', [
    holder,
  ]);
  return rows[0]?.undo ?? [];
}

/** Remembers how a preparation is taken back, before it is made. The newest goes first. */
export async function rememberUndo(db: Queryable, holder: string, sql: string): Promise<void> {
  await db.query('update potik.publishing set undo = jsonb_build_array($2::text) || undo where holder = $1', [
    holder,
    sql,
  ]);
}

export async function forgetUndo(db: Queryable, holder: string): Promise<void> {
  await db.query(`update potik.publishing set undo = '[]' where holder = $1`, [holder]);
}

export async function endPublishing(db: Queryable, holder: string): Promise<void> {
  await db.query('delete from potik.publishing where holder = $1', [holder]);
}

export async function insertTombstone(tx: Queryable, tombstone: Tombstone, at: Date): Promise<void> {
  const { entity, field, release, table, columns, definition } = tombstone;
  await tx.query(
    `insert into potik.tombstone (entity, field, release, table_name, columns, definition, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [entity, field, release, table, JSON.stringify(columns), JSON.stringify(definition), at],
  );
}

export async function deleteTombstone(tx: Queryable, tombstone: Tombstone): Promise<void> {
  await tx.query(
    'delete from potik.tombstone where entity = $1 and field is not distinct from $2 and release = $3',
    [tombstone.entity, tombstone.field, tombstone.release],
  );
}

export async function tombstones(db: Queryable): Promise<Tombstone[]> {
  const { rows } = await db.query<Tombstone>(
    'select entity, field, release, table_name as "table", columns, definition from potik.tombstone order by id',
  );
  return rows;
}

/** Tombstones older than a moment, to be purged. */
export async function tombstonesBefore(db: Queryable, before: Date): Promise<Tombstone[]> {
  const { rows } = await db.query<Tombstone>(
    'select entity, field, release, table_name as "table", columns, definition from potik.tombstone where at < $1 order by id',
    [before],
  );
  return rows;
}

/** Tables that were renamed took their tombstones' columns along. */
export async function moveTombstones(
  tx: Queryable,
  from: { entity: string; table: string },
  to: { entity: string; table: string },
): Promise<void> {
  await tx.query(
    'update potik.tombstone set entity = $3, table_name = case when table_name = $2 then $4 else table_name end where entity = $1',
    [from.entity, from.table, to.entity, to.table],
  );
}

export interface FinishingRow {
  readonly id: number;
  readonly release: number;
  readonly step: Step;
  /** The last record that is calculated. */
  readonly cursorId: string | null;
  readonly done: number;
}

export async function insertFinishing(tx: Queryable, release: number, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.query(
    'insert into potik.finishing (release, step) select $1, s from jsonb_array_elements($2::jsonb) with ordinality as e (s, n) order by n',
    [release, JSON.stringify(steps)],
  );
}

/** Takes the next step for a while; null when there is none, or another node is at it. They are done one after the other. */
export async function takeFinishing(db: Queryable, now: Date, until: Date): Promise<FinishingRow | null> {
  const { rows } = await db.query<FinishingRow>(
    `update potik.finishing f set lease_until = $2
      where f.id = (select min(id) from potik.finishing where error is null) and (f.lease_until is null or f.lease_until < $1)
  returning f.id, f.release, f.step, f.cursor_id as "cursorId", f.done`,
    [now, until],
  );
  return rows[0] ?? null;
}

/** How far a recalculation has come; keeps the lease. */
export async function keepFinishing(
  db: Queryable,
  id: number,
  at: { readonly cursorId: string | null; readonly done: number; readonly until: Date },
): Promise<void> {
  await db.query('update potik.finishing set cursor_id = $2, done = $3, lease_until = $4 where id = $1', [
    id,
    at.cursorId,
    at.done,
    at.until,
  ]);
}

/** A step that can't be done is put aside with the reason, so that it holds up nothing else. */
export async function finishingFailed(db: Queryable, id: number, error: string): Promise<void> {
  await db.query('update potik.finishing set error = $2, lease_until = null where id = $1', [
    id,
    error.slice(0, 2000),
  ]);
}

/** Steps that failed are tried again. */
export async function retryFinishing(db: Queryable): Promise<void> {
  await db.query('update potik.finishing set error = null where error is not null');
}

export async function deleteFinishing(db: Queryable, id: number): Promise<void> {
  await db.query('delete from potik.finishing where id = $1', [id]);
}
