/**
 * Writes a backup while everybody works on: all tables as they stood at one moment (one snapshot). The file appears under its
 * name only when it is whole and on the disk.
 */
import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import type { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { copyOut } from '../db/copy.ts';
import type { Database, Queryable } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import {
  dataDefinition,
  fingerprint,
  newestMigration,
  sequenceValues,
  storedTables,
} from '../store/catalogue.ts';
import {
  type BackedUpTable,
  FORMAT,
  MANIFEST,
  type Manifest,
  rowsName,
  secretMark,
} from './backup-format.ts';

export interface BackupOptions {
  readonly db: Database;
  readonly file: string;
  readonly secret: Buffer;
  readonly at: Date;
  readonly progress?: (done: number, total: number, what: string) => void;
}

/** Throws a Rejection where a file of that name is there already. */
export async function writeBackup({ db, file, secret, at, progress }: BackupOptions): Promise<Manifest> {
  const taken = await access(file).then(
    () => true,
    () => false,
  );
  if (taken)
    throw new Rejection({
      status: 409,
      code: 'backup_exists',
      message: `${file} is there already. Give the backup another name, or remove the file.`,
    });
  const client = await db.client();
  const part = `${file}.part`;
  try {
    await client.query('set statement_timeout = 0');
    await client.query('set idle_in_transaction_session_timeout = 0');
    await client.query('begin isolation level repeatable read read only');
    const snapshot: Queryable = {
      query: async (text, values) => client.query(text as string, values as unknown[]) as never,
    };
    const manifest = await describe(snapshot, { secret, at, progress });
    const zip = new yazl.ZipFile();
    const output = zip.outputStream as PassThrough;
    zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), MANIFEST);
    let done = 0;
    for (const table of manifest.tables) {
      zip.addReadStreamLazy(rowsName(table), {}, (pump) => {
        progress?.(done, manifest.tables.length, `writing ${table.name}`);
        done++;
        const rows = copyOut(client, table);
        rows.once('error', (error) => output.destroy(error));
        pump(null, rows);
      });
    }
    zip.once('error', (error) => output.destroy(error as Error));
    zip.end();
    await pipeline(output, createWriteStream(part, { mode: 0o600 }));
    await client.query('commit');
    await toDisk(part);
    await rename(part, file);
    progress?.(manifest.tables.length, manifest.tables.length, 'written');
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    // Closing the connection ends the transaction and forgets the settings.
    client.release(true);
  }
}

// helpers //////////

async function describe(
  db: Queryable,
  { secret, at, progress }: Pick<BackupOptions, 'secret' | 'at' | 'progress'>,
): Promise<Manifest> {
  const tables: BackedUpTable[] = [];
  const stored = await storedTables(db);
  for (const table of stored) {
    progress?.(tables.length, stored.length, `counting ${table.name}`);
    tables.push({ ...table, ...(await fingerprint(db, table)) });
  }
  return {
    potik: FORMAT,
    at: at.toISOString(),
    migration: await newestMigration(db),
    secret: secretMark(secret),
    tables,
    definition: await dataDefinition(db),
    sequences: await sequenceValues(db),
  };
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
