/** SQL of files attached to records, and of their versions. */
import type { Queryable } from '../db/database.ts';

export interface AttachmentRow {
  readonly id: string;
  readonly entity: string;
  readonly recordId: string;
  readonly deleted: boolean;
}

export interface VersionRow {
  readonly attachmentId: string;
  readonly number: number;
  readonly at: string;
  readonly personId: string | null;
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly sha256: string;
}

/** Null where it is not there. @param lock until the transaction ends */
export async function attachmentById(db: Queryable, id: string, lock = false): Promise<AttachmentRow | null> {
  const { rows } = await db.query<AttachmentRow>(
    `select id, entity, record_id as "recordId", deleted_at is not null as deleted
       from potik.attachment where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

export async function insertAttachment(
  tx: Queryable,
  { id, entity, recordId }: Omit<AttachmentRow, 'deleted'>,
): Promise<void> {
  await tx.query('insert into potik.attachment (id, entity, record_id) values ($1, $2, $3)', [
    id,
    entity,
    recordId,
  ]);
}

/** The next version; the attachment is locked. */
export async function insertVersion(
  tx: Queryable,
  attachmentId: string,
  fileId: string,
  at: Date,
  personId: string | null,
): Promise<void> {
  await tx.query(
    `insert into potik.attachment_version (attachment_id, number, file_id, at, person_id)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from potik.attachment_version where attachment_id = $1`,
    [attachmentId, fileId, at, personId],
  );
}

export async function setDeleted(tx: Queryable, id: string, deletedAt: Date | null): Promise<void> {
  await tx.query('update potik.attachment set deleted_at = $2 where id = $1', [id, deletedAt]);
}

const VERSION = `v.attachment_id as "attachmentId", v.number, v.at, v.person_id as "personId", v.file_id as "fileId",
  f.name, f.size, f.type, encode(f.hash, 'hex') as sha256`;

/** Versions of the files attached to a record, or to one that was merged into it; attached last first, then the present version first. */
export async function versionsOfRecord(
  db: Queryable,
  entity: string,
  recordId: string,
): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `select ${VERSION} from potik.attachment a
       join potik.attachment_version v on v.attachment_id = a.id join potik.file f on f.id = v.file_id
      where a.entity = $1 and a.record_id = any(potik.with_merged($1, $2)) and a.deleted_at is null
      order by a.id desc, v.number desc limit 2000`,
    [entity, recordId],
  );
  return rows;
}

/** The present one first. */
export async function versionsOf(db: Queryable, id: string): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `select ${VERSION} from potik.attachment_version v join potik.file f on f.id = v.file_id
      where v.attachment_id = $1 order by v.number desc`,
    [id],
  );
  return rows;
}

/** Records to which this file is attached, in any version. */
export async function recordsAttaching(
  db: Queryable,
  fileId: string,
): Promise<{ entity: string; id: string }[]> {
  const { rows } = await db.query<{ entity: string; id: string }>(
    `select distinct a.entity, a.record_id as id from potik.attachment_version v
       join potik.attachment a on a.id = v.attachment_id and a.deleted_at is null
      where v.file_id = $1 limit 50`,
    [fileId],
  );
  return rows;
}
