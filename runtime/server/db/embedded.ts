/**
 * The database of an installation without DATABASE_URL: a PostgreSQL in the data folder, started with the first process
 * that needs it and stopped with the last. Session locks tell who uses it: every process holds USERS shared; the server
 * holds SERVER, so that a second server on the same folder is refused.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { otherAccount } from './account.ts';
import { reachableByAll } from './binaries.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { StartFailure } from './start-failure.ts';

export interface EmbeddedOptions {
  /** POTIK_DATA, made if missing. */
  readonly dataFolder: string;
  /** `server`: only one at a time; `visitor`: a CLI command, which may run beside the server. */
  readonly role: 'server' | 'visitor';
  /** false for throw-away installations. */
  readonly durable?: boolean;
}

export interface Embedded {
  readonly url: string;
  readonly folder: string;
  readonly adopted: boolean;
  /** Leaves the database; stops PostgreSQL when nobody else uses it. */
  close(): Promise<void>;
}

const USERS = 7_070_002;
const SERVER = 7_070_003;
const DATABASE = 'potik';
/** Where root keeps what another account must reach when the data folder lies in a private place. */
const SHARED = '/var/lib/potik';

export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = clusterFolder(resolve(options.dataFolder));
  const shared = process.getuid?.() === 0 ? SHARED : join(tmpdir(), 'potik');
  const cluster = await startCluster({ folder, shared, durable: options.durable ?? true });
  await ensureDatabase(cluster.url);
  const url = cluster.url.replace(/\/postgres$/, `/${DATABASE}`);
  const keeper = await keep(url, options, cluster);
  return {
    url,
    folder,
    adopted: cluster.adopted,
    async close() {
      await leave(keeper, cluster);
    },
  };
}

// helpers //////////

function clusterFolder(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true });
  if (otherAccount() === null || reachableByAll(dataFolder)) return dataFolder;
  return join(SHARED, dataFolder.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/^-/, ''));
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    const raced =
      (error as { code?: string }).code === '42P04' || (error as { code?: string }).code === '23505';
    if (!raced) throw error;
  } finally {
    await client.end();
  }
}

async function keep(url: string, options: EmbeddedOptions, cluster: Cluster): Promise<pg.Client> {
  const keeper = new pg.Client({
    connectionString: url,
    application_name: `potik ${options.role} ${process.pid}`,
    keepAlive: true,
  });
  keeper.on('error', () => {}); // the pool reports a lost database; this connection only holds locks
  await keeper.connect();
  await keeper.query('select pg_advisory_lock_shared($1)', [USERS]);
  if (options.role === 'visitor') return keeper;
  const { rows } = await keeper.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    SERVER,
  ]);
  if (rows[0]!.taken) return keeper;
  const { rows: others } = await keeper.query<{ application_name: string }>(
    `select application_name from pg_stat_activity where application_name like 'potik server %' and pid <> pg_backend_pid()`,
  );
  await leave(keeper, cluster);
  const process_ = others[0]?.application_name.replace('potik server', 'process').concat(', ') ?? '';
  throw new StartFailure(
    'data_in_use',
    `Another Potik server (${process_}data folder ${resolve(options.dataFolder)}) is running. Stop it, or set POTIK_DATA to another folder.`,
  );
}

async function leave(keeper: pg.Client, cluster: Cluster): Promise<void> {
  try {
    await keeper.query('select pg_advisory_unlock_all()');
    const { rows } = await keeper.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
      USERS,
    ]);
    await keeper.end();
    if (rows[0]!.last) await cluster.stop();
  } catch {
    await cluster.stop(); // the connection is gone: PostgreSQL is down or going down
  }
}
