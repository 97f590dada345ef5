/** SQL of API keys (0046-api-keys.sql). */
import type { ApiKey, KeyScope } from '../../api/keys.ts';
import type { Queryable } from '../db/database.ts';

const KEY = `id, name, start, scopes, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`;

export interface KeyRow extends ApiKey {
  readonly personId: string;
}

export async function insertKey(
  db: Queryable,
  row: {
    id: string;
    personId: string;
    name: string;
    tokenHash: Buffer;
    start: string;
    scopes: readonly KeyScope[];
    now: Date;
    expiresAt: Date | null;
  },
): Promise<ApiKey> {
  const { rows } = await db.query<ApiKey>(
    `insert into potik.api_key (id, person_id, name, token_hash, start, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${KEY}`,
    [row.id, row.personId, row.name, row.tokenHash, row.start, row.scopes, row.now, row.expiresAt],
  );
  return rows[0]!;
}

export async function keysOf(db: Queryable, personId: string): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKey>(
    `select ${KEY} from potik.api_key where person_id = $1 order by created_at desc, id`,
    [personId],
  );
  return rows;
}

export async function findKeyByToken(db: Queryable, tokenHash: Buffer, now: Date): Promise<KeyRow | null> {
  const { rows } = await db.query<KeyRow>(
    {
      name: 'find-api-key',
      text: `select ${KEY}, person_id as "personId" from potik.api_key
              where token_hash = $1 and (expires_at is null or expires_at > $2)`,
    },
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

export async function touchKey(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query('update potik.api_key set used_at = $2 where id = $1', [id, now]);
}

/** False where the person has no such key. */
export async function deleteKey(db: Queryable, id: string, personId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from potik.api_key where id = $1 and person_id = $2', [
    id,
    personId,
  ]);
  return rowCount === 1;
}
