/** SQL of releases: contents by hash, manifests, the live release and its lock (DECISIONS 8). */
import { createHash } from 'node:crypto';
import type { Configuration, Definition } from '#metadata/definition.ts';
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface ReleaseChange {
  readonly change: Json;
  readonly words: { readonly code: string; readonly text: string; readonly params: Json };
  readonly about: string;
}

export interface ReleaseRow {
  readonly number: number;
  readonly at: string;
  readonly personId: string | null;
  readonly note: string;
  readonly changes: readonly ReleaseChange[];
}

export interface NewRelease {
  readonly number: number;
  readonly at: Date;
  readonly personId: string | null;
  readonly note: string;
  readonly changes: readonly ReleaseChange[];
  readonly configuration: Configuration;
}

type Manifest = readonly (readonly [kind: string, key: string, solution: string, hash: string])[];

/** Number of the live release; 0 before the first. */
export async function liveRelease(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: number }>({
    name: 'live-release',
    text: 'select number from potik.live_release',
  });
  return rows[0]!.number;
}

/** First statement of every transaction that writes records: shares the release with other writers and says which is live. */
export async function enterRelease(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ number: number }>({
    name: 'enter-release',
    text: 'select potik.enter_release() as number',
  });
  return rows[0]!.number;
}

/** Alone with the release: waits for the transactions that write, and lets no new one begin until this one ends. */
export async function lockRelease(tx: Queryable): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(7070010)');
  return liveRelease(tx);
}

export async function insertRelease(tx: Queryable, release: NewRelease): Promise<void> {
  const { manifest, contents } = manifestOf(release.configuration);
  await tx.query(
    `insert into potik.content (hash, body)
       select decode(hash, 'hex'), body from unnest($1::text[], $2::text[]) as c (hash, body) on conflict do nothing`,
    [[...contents.keys()], [...contents.values()]],
  );
  await tx.query(
    'insert into potik.release (number, at, person_id, note, changes, manifest) values ($1, $2, $3, $4, $5, $6)',
    [
      release.number,
      release.at,
      release.personId,
      release.note,
      JSON.stringify(release.changes),
      JSON.stringify(manifest),
    ],
  );
  await tx.query('update potik.live_release set number = $1', [release.number]);
}

/** The configuration of a release; null when there is none of that number. */
export async function releaseConfiguration(db: Queryable, number: number): Promise<Configuration | null> {
  if (number === 0) return { definitions: new Map() };
  const { rows } = await db.query<{ manifest: Manifest }>(
    'select manifest from potik.release where number = $1',
    [number],
  );
  return rows[0] ? configurationOf(db, rows[0].manifest) : null;
}

export async function listReleases(
  db: Queryable,
  before: number | null,
  limit: number,
): Promise<ReleaseRow[]> {
  const { rows } = await db.query<ReleaseRow>(
    `select number, at, person_id as "personId", note, changes from potik.release
      where $1::int is null or number < $1 order by number desc limit $2`,
    [before, limit],
  );
  return rows;
}

/** Changes of the releases behind `from` up to `to`, oldest first. */
export async function changesBetween(db: Queryable, from: number, to: number): Promise<ReleaseChange[]> {
  const { rows } = await db.query<{ changes: ReleaseChange[] }>(
    'select changes from potik.release where number > $1 and number <= $2 order by number',
    [from, to],
  );
  return rows.flatMap((row) => row.changes);
}

/** A manifest and its contents, to be kept with an installed solution. */
export function manifestOf(configuration: Configuration): {
  manifest: Manifest;
  contents: Map<string, string>;
} {
  const contents = new Map<string, string>();
  const manifest = [...configuration.definitions.values()].map(({ kind, key, solution, content }) => {
    const body = JSON.stringify(content);
    const hash = createHash('sha256').update(body).digest('hex');
    contents.set(hash, body);
    return [kind, key, solution, hash] as const;
  });
  return { manifest, contents };
}

export async function configurationOf(db: Queryable, manifest: Manifest): Promise<Configuration> {
  const hashes = [...new Set(manifest.map(([, , , hash]) => hash))];
  const { rows } = await db.query<{ hash: string; body: string }>(
    `select encode(hash, 'hex') as hash, body from potik.content where hash in (select decode(h, 'hex') from unnest($1::text[]) h)`,
    [hashes],
  );
  const bodies = new Map(rows.map(({ hash, body }) => [hash, JSON.parse(body) as Json]));
  const definitions = manifest.map(([kind, key, solution, hash]): [string, Definition] => {
    if (!bodies.has(hash))
      throw new Error(`the content of ${kind}/${key} (${hash}) is missing from potik.content`);
    return [`${kind}/${key}`, { kind, key, solution, content: bodies.get(hash)! }];
  });
  return { definitions: new Map(definitions) };
}
