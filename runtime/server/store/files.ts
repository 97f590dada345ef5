/** SQL of potik.file and its content. */
import type { Queryable } from '../db/database.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly createdBy: string | null;
}

export async function filesByIds(db: Queryable, ids: readonly string[]): Promise<Map<string, StoredFile>> {
  const { rows } = await db.query<StoredFile>(
    'select id, name, size, type, created_by as "createdBy" from potik.file where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Held together by who brings content, alone by who takes content away: equal files share it. */
export const CONTENT_LOCK = 7_070_020;

/** A piece of content: small enough to be read one after the other. */
export const PIECE = 1_048_576;

export interface NewFile extends StoredFile {
  /** SHA-256 of its content. */
  readonly hash: Buffer;
  readonly at: Date;
  /** The import that brings it. */
  readonly journal?: string;
}

export async function insertFile(
  tx: Queryable,
  file: NewFile,
  parts: (bytes: number) => AsyncIterable<Buffer>,
): Promise<void> {
  await insertContent(tx, file.hash, parts(PIECE));
  await insertFileFacts(tx, file);
}

/** A file whose content comes in the same transaction, or which goes again in it. */
export async function insertFileFacts(tx: Queryable, file: NewFile): Promise<void> {
  const { id, hash, name, size, type, createdBy, at, journal = null } = file;
  await tx.query(
    'insert into potik.file (id, hash, name, size, type, created_at, created_by, journal_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, hash, name, size, type, at, createdBy, journal],
  );
}

/** The same file, as an earlier import of the same person has brought it. */
export async function broughtBefore(
  tx: Queryable,
  { hash, name, createdBy }: Pick<NewFile, 'hash' | 'name' | 'createdBy'>,
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from potik.file where hash = $1 and name = $2 and created_by is not distinct from $3::uuid and journal_id is not null
      order by id limit 1`,
    [hash, name, createdBy],
  );
  return rows[0]?.id ?? null;
}

/** Until its transaction has ended nobody takes files or content away. */
export async function holdContent(tx: Queryable): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [CONTENT_LOCK]);
}

/** @param parts pieces of `PIECE` bytes, the last one smaller */
export async function insertContent(
  tx: Queryable,
  hash: Buffer,
  parts: AsyncIterable<Buffer>,
): Promise<void> {
  await holdContent(tx);
  let piece = 0;
  for await (const data of parts)
    await tx.query(
      'insert into potik.file_content (hash, piece, data) values ($1, $2, $3) on conflict do nothing',
      [hash, piece++, data],
    );
}

/** Forgets files that have no content yet. */
export async function deleteFileFacts(tx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.query('delete from potik.file where id = any($1::uuid[])', [ids]);
}

/** @param namedSql statement for the files among $1 that fields of records name; null: there are no such fields */
export async function namedFiles(
  tx: Queryable,
  ids: readonly string[],
  namedSql: string | null,
): Promise<Set<string>> {
  if (namedSql === null) return new Set();
  const { rows } = await tx.query<{ id: string }>(namedSql, [ids]);
  return new Set(rows.map(({ id }) => id));
}

export async function filesOfJournal(tx: Queryable, journal: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('select id from potik.file where journal_id = $1', [
    journal,
  ]);
  return rows.map(({ id }) => id);
}

export async function* fileContent(db: Queryable, id: string): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece++) {
    const { rows } = await db.query<{ data: Buffer }>(
      `select c.data from potik.file f join potik.file_content c using (hash) where f.id = $1 and c.piece = $2`,
      [id, piece],
    );
    if (!rows[0]) return;
    yield rows[0].data;
  }
}
