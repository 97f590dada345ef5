/** SQL of potik.record_share: single records that were shared with people, teams and roles. */
import type { Queryable } from '../db/database.ts';

export interface ShareRow {
  readonly id: string;
  readonly holder: string;
  readonly edit: boolean;
  readonly until: string | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

const SHARE = `id, holder, edit, until, created_at as "createdAt", created_by as "createdBy"`;

/** Those of a record that still hold, the oldest first. */
export async function sharesOf(
  db: Queryable,
  entity: string,
  recordId: string,
  now: Date,
): Promise<ShareRow[]> {
  const { rows } = await db.query<ShareRow>(
    `select ${SHARE} from potik.record_share
      where entity = $1 and record_id = $2 and (until is null or until > $3) order by created_at, id`,
    [entity, recordId, now],
  );
  return rows;
}

/** Shares a record; with whoever it was shared before, this takes the place of it. */
export async function putShare(
  db: Queryable,
  share: {
    readonly id: string;
    readonly entity: string;
    readonly recordId: string;
    readonly holder: string;
    readonly edit: boolean;
    readonly until: Date | null;
    readonly at: Date;
    readonly by: string | null;
  },
): Promise<ShareRow> {
  const { id, entity, recordId, holder, edit, until, at, by } = share;
  const { rows } = await db.query<ShareRow>(
    `insert into potik.record_share (id, entity, record_id, holder, edit, until, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (entity, record_id, holder) do update
       set edit = excluded.edit, until = excluded.until, created_at = excluded.created_at, created_by = excluded.created_by
     returning ${SHARE}`,
    [id, entity, recordId, holder, edit, until, at, by],
  );
  return rows[0]!;
}

/** The share that was taken away; null where there was none. */
export async function deleteShare(
  db: Queryable,
  entity: string,
  recordId: string,
  id: string,
): Promise<ShareRow | null> {
  const { rows } = await db.query<ShareRow>(
    `delete from potik.record_share where entity = $1 and record_id = $2 and id = $3 returning ${SHARE}`,
    [entity, recordId, id],
  );
  return rows[0] ?? null;
}
