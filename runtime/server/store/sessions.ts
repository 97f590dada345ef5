/** SQL of sessions, passwords, roles of persons and the set-up link (tables of 0002-people.sql). */
import type { Queryable } from '../db/database.ts';

export interface SessionRow {
  readonly personId: string;
  readonly viewAs: string | null;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
}

export async function insertSession(
  db: Queryable,
  row: { tokenHash: Buffer; personId: string; now: Date; expiresAt: Date; agent: string },
): Promise<void> {
  await db.query(
    'insert into potik.session (token_hash, person_id, created_at, seen_at, expires_at, agent) values ($1, $2, $3, $3, $4, $5)',
    [row.tokenHash, row.personId, row.now, row.expiresAt, row.agent],
  );
}

export async function findSession(db: Queryable, tokenHash: Buffer, now: Date): Promise<SessionRow | null> {
  const { rows } = await db.query<SessionRow>(
    {
      name: 'find-session',
      text: `select person_id as "personId", view_as as "viewAs", created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt"
               from potik.session where token_hash = $1 and expires_at > $2`,
    },
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

export async function touchSession(
  db: Queryable,
  tokenHash: Buffer,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await db.query('update potik.session set seen_at = $2, expires_at = $3 where token_hash = $1', [
    tokenHash,
    now,
    expiresAt,
  ]);
}

/** Null: as the person of the session. */
export async function setViewAs(db: Queryable, tokenHash: Buffer, personId: string | null): Promise<void> {
  await db.query('update potik.session set view_as = $2 where token_hash = $1', [tokenHash, personId]);
}

export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query('delete from potik.session where token_hash = $1', [tokenHash]);
}

/** Ends a person's sessions, but for the one given. */
export async function deleteSessionsOf(
  db: Queryable,
  personId: string,
  except: Buffer | null,
): Promise<void> {
  await db.query(
    'delete from potik.session where person_id = $1 and ($2::bytea is null or token_hash <> $2)',
    [personId, except],
  );
}

export async function deleteExpiredSessions(db: Queryable, now: Date): Promise<number> {
  return (await db.query('delete from potik.session where expires_at <= $1', [now])).rowCount;
}

export async function setPassword(
  db: Queryable,
  personId: string,
  password: string,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into potik.credential (person_id, password, changed_at) values ($1, $2, $3)
       on conflict (person_id) do update set password = excluded.password, changed_at = excluded.changed_at`,
    [personId, password, now],
  );
}

export async function findPassword(db: Queryable, personId: string): Promise<string | null> {
  const { rows } = await db.query<{ password: string }>(
    'select password from potik.credential where person_id = $1',
    [personId],
  );
  return rows[0]?.password ?? null;
}

export async function giveRole(
  db: Queryable,
  personId: string,
  role: string,
  by: string | null,
  now: Date,
): Promise<void> {
  await db.query(
    'insert into potik.role_assignment (person_id, role, given_at, given_by) values ($1, $2, $3, $4) on conflict do nothing',
    [personId, role, now, by],
  );
}

export async function takeRole(db: Queryable, personId: string, role: string): Promise<void> {
  await db.query('delete from potik.role_assignment where person_id = $1 and role = $2', [personId, role]);
}

/** True when somebody who may still sign in has the role. */
export async function someoneHasRole(db: Queryable, role: string): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(
    `select exists (select from potik.role_assignment a join potik.credential c using (person_id) where a.role = $1) as some`,
    [role],
  );
  return rows[0]!.some;
}

export async function saveSetupLink(db: Queryable, tokenHash: Buffer, expiresAt: Date): Promise<void> {
  await db.query(
    `insert into potik.setup_link (token_hash, expires_at) values ($1, $2)
       on conflict (one) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [tokenHash, expiresAt],
  );
}

/** Uses the link up: true for exactly one caller. */
export async function takeSetupLink(db: Queryable, tokenHash: Buffer, now: Date): Promise<boolean> {
  return (
    (
      await db.query('delete from potik.setup_link where token_hash = $1 and expires_at > $2', [
        tokenHash,
        now,
      ])
    ).rowCount === 1
  );
}

export async function writeAudit(
  db: Queryable,
  entry: { at: Date; personId: string | null; deed: string; detail: unknown },
): Promise<void> {
  await db.query('insert into potik.audit (at, person_id, deed, detail) values ($1, $2, $3, $4)', [
    entry.at,
    entry.personId,
    entry.deed,
    JSON.stringify(entry.detail),
  ]);
}
