/**
 * Puts a backup into a database, whole or not at all: one transaction makes the schemas as they were, brings the rows in and
 * compares them with what the backup says. A backup of an older version is brought up to date by the next start.
 */
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { copyIn } from '../db/copy.ts';
import type { Database, Queryable } from '../db/database.ts';
import { emptyPotik, type Migration, shippedMigrations } from '../db/migrate.ts';
import { Rejection } from '../rejection.ts';
import { emptyTables, fingerprint, inUse, isEmpty, setSequence, storedTables } from '../store/catalogue.ts';
import { type BackedUpTable, FORMAT, MANIFEST, type Manifest, rowCount, rowsName } from './backup-format.ts';

export interface RestoreOptions {
  readonly db: Database;
  readonly file: string;
  /** What is in the database goes; without it a database that holds something is refused. */
  readonly replace: boolean;
  readonly progress?: (done: number, total: number, what: string) => void;
}

/** Throws a Rejection where the file or the database can't be used; nothing has changed then. */
export async function restoreBackup({ db, file, replace, progress }: RestoreOptions): Promise<Manifest> {
  const zip = await openZip(file);
  try {
    const entries = await entriesOf(zip);
    const manifest = await manifestOf(zip, entries, file);
    const client = await db.client();
    try {
      await client.query('set statement_timeout = 0');
      await client.query('set idle_in_transaction_session_timeout = 0');
      const tx: Queryable = {
        query: async (text, values) => client.query(text as string, values as unknown[]) as never,
      };
      await client.query('begin');
      await mayBeFilled(tx, replace);
      await client.query('drop schema if exists data cascade');
      await emptyPotik(client, migrationsUpTo(manifest));
      for (const sql of manifest.definition.before) await client.query(sql);
      await emptyTables(tx, await storedTables(tx));
      for (const [done, table] of manifest.tables.entries()) {
        progress?.(done, manifest.tables.length, `reading ${table.name}`);
        await pipeline(await contentOf(zip, entries, rowsName(table), file), copyIn(client, table));
      }
      for (const sql of manifest.definition.after) await client.query(sql);
      for (const [name, value] of Object.entries(manifest.sequences)) await setSequence(tx, name, value);
      await compare(tx, manifest.tables, progress);
      await client.query('commit');
      // So that the first statements are planned well. Autovacuum would do it later, so nothing hangs on it.
      await client.query('analyze').catch(() => undefined);
    } catch (error) {
      if (error instanceof Rejection) throw error;
      throw broken(`${file} can't be restored: ${(error as Error).message}.`);
    } finally {
      // Closing the connection undoes what was not committed.
      client.release(true);
    }
    return manifest;
  } finally {
    zip.close();
  }
}

// helpers //////////

async function mayBeFilled(db: Queryable, replace: boolean): Promise<void> {
  if (await inUse(db))
    throw new Rejection({
      status: 409,
      code: 'database_in_use',
      message: 'A server works with this database. Stop it, then restore.',
    });
  if (!replace && !(await isEmpty(db)))
    throw new Rejection({
      status: 409,
      code: 'database_not_empty',
      message: 'This database holds an installation. With --replace it is given up for the backup.',
    });
}

function migrationsUpTo({ migration }: Manifest): Migration[] {
  const shipped = shippedMigrations();
  const known = shipped.at(-1)?.number ?? 0;
  if (migration > known)
    throw broken(
      `The backup was written by a newer version of Potik (migration ${migration}, this program knows ${known}). Restore it with that version.`,
    );
  return shipped.filter(({ number }) => number <= migration);
}

async function compare(
  db: Queryable,
  tables: readonly BackedUpTable[],
  progress: RestoreOptions['progress'],
): Promise<void> {
  for (const [done, table] of tables.entries()) {
    progress?.(done, tables.length, `comparing ${table.name}`);
    const { rows, hash } = await fingerprint(db, table);
    if (rows !== table.rows || hash !== table.hash)
      throw broken(
        `${table.schema}.${table.name} holds ${rows} rows of which not all are as in the backup (${table.rows} rows). Nothing was restored.`,
      );
  }
  progress?.(tables.length, tables.length, `${rowCount(tables)} rows`);
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) return resolve(zip);
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      reject(
        missing
          ? new Rejection({ status: 404, code: 'backup_missing', message: `There is no file ${file}.` })
          : broken(`${file} is not a whole backup: ${error.message}.`),
      );
    });
  });
}

type Entries = ReadonlyMap<string, yauzl.Entry>;

function entriesOf(zip: yauzl.ZipFile): Promise<Entries> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', (error: Error) => reject(broken(`The backup can't be read: ${error.message}.`)));
    zip.readEntry();
  });
}

function contentOf(
  zip: yauzl.ZipFile,
  entries: Entries,
  name: string,
  file: string,
): Promise<NodeJS.ReadableStream> {
  const entry = entries.get(name);
  if (!entry) throw broken(`${file} lacks ${name}: it is not a whole backup.`);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, content) => (error ? reject(broken(error.message)) : resolve(content)));
  });
}

async function manifestOf(zip: yauzl.ZipFile, entries: Entries, file: string): Promise<Manifest> {
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(
      await text(await contentOf(zip, entries, MANIFEST, file)),
    ) as Partial<Manifest> | null;
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw broken(`${file} is not a whole backup: ${(error as Error).message}.`);
  }
  if (manifest?.potik !== FORMAT)
    throw broken(`${file} is not a backup that this version of Potik can read.`);
  return manifest as Manifest;
}

function broken(message: string): Rejection {
  return new Rejection({ status: 422, code: 'backup_unusable', message });
}
