/** SQL of potik.idempotency. */
import type { Queryable } from '../db/database.ts';

export interface IdempotencyRow {
  readonly requestHash: Buffer;
  readonly at: string;
  readonly status: number | null;
  readonly reply: unknown;
}

/** True for the one request that may run; the others find its row. */
export async function claimKey(
  db: Queryable,
  caller: string,
  key: string,
  requestHash: Buffer,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'insert into potik.idempotency (caller, key, request_hash, at) values ($1, $2, $3, $4) on conflict do nothing',
    [caller, key, requestHash, now],
  );
  return rowCount === 1;
}

export async function findKey(db: Queryable, caller: string, key: string): Promise<IdempotencyRow | null> {
  const { rows } = await db.query<IdempotencyRow>(
    'select request_hash as "requestHash", at, status, reply from potik.idempotency where caller = $1 and key = $2',
    [caller, key],
  );
  return rows[0] ?? null;
}

export async function finishKey(
  db: Queryable,
  caller: string,
  key: string,
  status: number,
  reply: unknown,
): Promise<void> {
  await db.query('update potik.idempotency set status = $3, reply = $4 where caller = $1 and key = $2', [
    caller,
    key,
    status,
    JSON.stringify(reply ?? null),
  ]);
}

/** The request was refused or failed, so that nothing has changed: the key may be used again. */
export async function freeKey(db: Queryable, caller: string, key: string): Promise<void> {
  await db.query('delete from potik.idempotency where caller = $1 and key = $2', [caller, key]);
}

export async function deleteOldKeys(db: Queryable, before: Date): Promise<number> {
  return (await db.query('delete from potik.idempotency where at < $1', [before])).rowCount;
}
