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
const PIECE = 1_048_576;

export async function insertFile(
  tx: Queryable,
  { id, hash, name, size, type, createdBy, at }: StoredFile & { readonly hash: Buffer; readonly at: Date },
  parts: (bytes: number) => AsyncIterable<Buffer>,
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [CONTENT_LOCK]);
  let piece = 0;
  for await (const data of parts(PIECE)) {
    await tx.query(
      'insert into potik.file_content (hash, piece, data) values ($1, $2, $3) on conflict do nothing',
      [hash, piece++, data],
    );
  }
  await tx.query(
    'insert into potik.file (id, hash, name, size, type, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, hash, name, size, type, at, createdBy],
  );
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
