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
