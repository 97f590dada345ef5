/**
 * An installation opened for work: its database (embedded or given), brought up to date, and its secret. The server and
 * every CLI command that needs data begin here and end with `close`.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Configuration } from './config.ts';
import { checkDatabase, type Database, openDatabase } from './server/db/database.ts';
import { openEmbedded } from './server/db/embedded.ts';
import { migrate } from './server/db/migrate.ts';

export interface Installation {
  readonly db: Database;
  /** For LISTEN: the database without a pooler in between. */
  readonly directUrl: string;
  /** 32 bytes or more; tokens and sealed values hang on it. */
  readonly secret: Buffer;
  readonly dataFolder: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly configuration: Configuration;
  readonly role: 'server' | 'visitor';
  readonly log: Logger;
  /** false for throw-away installations. */
  readonly durable?: boolean;
  /** The database is taken as it is, not brought up to date: it will be replaced. */
  readonly untouched?: boolean;
}

export async function openInstallation({
  configuration,
  role,
  log,
  durable,
  untouched,
}: OpenOptions): Promise<Installation> {
  const { dataFolder, databaseUrl } = configuration;
  const embedded = databaseUrl ? null : await openEmbedded({ dataFolder, role, durable });
  if (embedded?.adopted && role === 'server')
    log.info('the database was still running after an earlier server was killed; it goes on');
  const url = databaseUrl ?? embedded!.url;
  const db = openDatabase({
    url,
    pool: configuration.pool,
    ...(untouched && { application: 'potik upkeep' }),
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  try {
    await checkDatabase(db);
    const applied = untouched ? [] : await migrate(db);
    if (applied.length) log.info(`database brought up to date: ${applied.length} migrations`);
    return {
      db,
      directUrl: configuration.databaseDirectUrl ?? url,
      secret: secretOf(configuration),
      dataFolder,
      async close() {
        await db.close();
        await embedded?.close();
      },
    };
  } catch (error) {
    await db.close();
    await embedded?.close();
    throw error;
  }
}

// helpers //////////

function secretOf({ secret, dataFolder }: Configuration): Buffer {
  if (secret) return Buffer.from(secret);
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    try {
      writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was first
    }
  }
  return Buffer.from(readFileSync(file, 'utf8').trim());
}
