/**
 * Brings the schema `potik` up to this program's version: numbered SQL files, forward only, each in a transaction of its
 * own, one server at a time (advisory lock). Called at every start; does nothing when nothing is new.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Database } from './database.ts';
import { StartFailure } from './start-failure.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** Advisory lock key of migrations; any constant that no other lock of ours uses. */
const LOCK = 7_070_001;

/** The migrations that ship with this program, `NNNN-name.sql`, in order. */
export function shippedMigrations(
  folder = fileURLToPath(new URL('./migrations/', import.meta.url)),
): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(`${folder}/${file}`, 'utf8');
      const hash = createHash('sha256').update(sql).digest('hex');
      return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, hash };
    });
}

const BEGINNING = `create schema if not exists potik;
  create table if not exists potik.migration (
    number int primary key, name text not null, hash text not null, applied_at timestamptz(3) not null default now())`;

/** Applies what is missing. Returns the numbers applied. */
export async function migrate(
  db: Database,
  migrations: readonly Migration[] = shippedMigrations(),
): Promise<number[]> {
  const client = await db.client();
  try {
    // Migrations may take longer than a statement of daily work.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(BEGINNING);
    const { rows } = await client.query<{ number: number; name: string }>(
      'select number, name from potik.migration order by number',
    );
    const applied = new Set(rows.map((row) => row.number));
    const newest = rows.at(-1)?.number ?? 0;
    const known = migrations.at(-1)?.number ?? 0;
    if (newest > known) {
      throw new StartFailure(
        'database_newer',
        `This database was used by a newer version of Potik (migration ${newest}, this program knows ${known}). Start that version, or restore a backup.`,
      );
    }
    const missing = migrations.filter((migration) => !applied.has(migration.number));
    for (const migration of missing) {
      await client.query('begin');
      try {
        await client.query(migration.sql);
        await client.query('insert into potik.migration (number, name, hash) values ($1, $2, $3)', [
          migration.number,
          migration.name,
          migration.hash,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(
          `migration ${migration.number}-${migration.name} failed: ${(error as Error).message}`,
          { cause: error },
        );
      }
    }
    return missing.map((migration) => migration.number);
  } finally {
    // Closing the connection gives the lock back and forgets the setting.
    client.release(true);
  }
}

/** The schema `potik` made anew by these migrations, within the caller's transaction; what it held is gone. */
export async function emptyPotik(client: pg.PoolClient, migrations: readonly Migration[]): Promise<void> {
  await client.query('drop schema if exists potik cascade');
  await client.query(BEGINNING);
  for (const { sql } of migrations) await client.query(sql);
}
