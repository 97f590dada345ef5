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

const TOMBSTONE = 'entity, field, release, table_name as "table", columns, definition, became';

export async function insertTombstone(tx: Queryable, tombstone: Tombstone, at: Date): Promise<void> {
  const { entity, field, release, table, columns, definition, became } = tombstone;
  await tx.query(
    `insert into potik.tombstone (entity, field, release, table_name, columns, definition, became, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [entity, field, release, table, JSON.stringify(columns), JSON.stringify(definition), became, at],
  );
}

export async function deleteTombstone(tx: Queryable, tombstone: Tombstone): Promise<void> {
  await tx.query(
    'delete from potik.tombstone where entity = $1 and field is not distinct from $2 and release = $3',
    [tombstone.entity, tombstone.field, tombstone.release],
  );
}

/** A table that is erased, with all that was put aside within it. */
export async function deleteTombstonesOf(tx: Queryable, table: string): Promise<void> {
  await tx.query('delete from potik.tombstone where table_name = $1', [table]);
}

export async function tombstones(db: Queryable): Promise<Tombstone[]> {
  const { rows } = await db.query<Tombstone>(`select ${TOMBSTONE} from potik.tombstone order by id`);
  return rows;
}

/** Tombstones older than a moment, to be purged. */
export async function tombstonesBefore(db: Queryable, before: Date): Promise<Tombstone[]> {
  const { rows } = await db.query<Tombstone>(
    `select ${TOMBSTONE} from potik.tombstone where at < $1 order by id`,
    [before],
  );
  return rows;
}

/** A table that is put aside takes the columns of its fields' tombstones along; brought back, it brings them back. */
export async function carryTombstones(
  tx: Queryable,
  from: string,
  to: { readonly table: string; readonly entity: string },
): Promise<void> {
  await tx.query(
    'update potik.tombstone set table_name = $2, entity = $3 where table_name = $1 and field is not null',
    [from, to.table, to.entity],
  );
}

/**
 * Values of retyped fields are found by the name their field has now; those of a dropped one keep the name it had.
 * @param names all that change at once in this table, before → after
 */
export async function renameTombstones(
  tx: Queryable,
  table: string,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.query(
    `update potik.tombstone t set field = n.is_called
       from unnest($2::text[], $3::text[]) as n (was_called, is_called)
      where t.table_name = $1 and t.field = n.was_called and t.became is not null
        and not exists (select from potik.tombstone d where d.table_name = t.table_name and d.field = t.field
                           and d.became is null and d.release > t.release)`,
    [table, [...names.keys()], [...names.values()]],
  );
}

/** Tables that are renamed, all at once, take their tombstones' columns along. A table's name is its entity's key. */
export async function moveTombstones(tx: Queryable, names: ReadonlyMap<string, string>): Promise<void> {
  await tx.query(
    `update potik.tombstone t set entity = n.is_called, table_name = n.is_called
       from unnest($1::text[], $2::text[]) as n (was_called, is_called)
      where t.table_name = n.was_called and t.field is not null`,
    [[...names.keys()], [...names.values()]],
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
