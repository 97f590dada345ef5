/** SQL of installed solutions: their definitions as delivered, the common ancestor of the next upgrade. */
import type { Configuration } from '#metadata/definition.ts';
import type { Queryable } from '../db/database.ts';
import { configurationOf, manifestOf } from './releases.ts';

export async function installedSolution(db: Queryable, key: string): Promise<Configuration | null> {
  const { rows } = await db.query<{ manifest: Parameters<typeof configurationOf>[1] }>(
    'select manifest from potik.installed_solution where key = $1',
    [key],
  );
  return rows[0] ? configurationOf(db, rows[0].manifest) : null;
}

export interface InstalledRow {
  readonly key: string;
  readonly version: string;
  /** ISO 8601. */
  readonly installedAt: string;
  /** The release it was installed or upgraded with; null for those installed before that was kept. */
  readonly release: number | null;
}

export async function installedRows(db: Queryable): Promise<InstalledRow[]> {
  const { rows } = await db.query<InstalledRow>(
    'select key, version, installed_at as "installedAt", release from potik.installed_solution order by key',
  );
  return rows;
}

export async function deleteInstalled(db: Queryable, key: string): Promise<void> {
  await db.query('delete from potik.installed_solution where key = $1', [key]);
}

export async function keepInstalled(
  db: Queryable,
  key: string,
  version: string,
  delivered: Configuration,
  { at, release }: { readonly at: Date; readonly release: number },
): Promise<void> {
  const { manifest, contents } = manifestOf(delivered);
  await db.query(
    `with kept as (insert into potik.content (hash, body)
       select decode(hash, 'hex'), body from unnest($1::text[], $2::text[]) as c (hash, body) on conflict do nothing)
     insert into potik.installed_solution (key, version, installed_at, manifest, release) values ($3, $4, $5, $6, $7)
     on conflict (key) do update set version = $4, installed_at = $5, manifest = $6, release = $7`,
    [[...contents.keys()], [...contents.values()], key, version, at, JSON.stringify(manifest), release],
  );
}
