/**
 * One PostgreSQL cluster in a folder of its own: initialise, start, stop. The embedded database of an installation and
 * the throw-away cluster of the tests are both made here, so that they differ in nothing but the folder and durability.
 *
 * The folder holds `postgres/` (the cluster), `postgres.json` (port and password) and `postgres.log`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Account, giveTo, otherAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { StartFailure } from './start-failure.ts';

export interface ClusterOptions {
  /** Absolute folder; made if missing. Its ancestors must be enterable by the account that runs PostgreSQL. */
  readonly folder: string;
  /** Where the programs may be copied to when node_modules can't be read by that account. */
  readonly shared: string;
  /** false only for clusters that are thrown away: no fsync. */
  readonly durable: boolean;
  readonly maxConnections?: number;
}

export interface Cluster {
  /** Connection of the superuser to the database `postgres`; another database's URL differs in the path only. */
  readonly url: string;
  readonly folder: string;
  /** True when an earlier server was killed and its PostgreSQL was still running. */
  readonly adopted: boolean;
  /** Stops PostgreSQL ("fast": open transactions are rolled back). */
  stop(): Promise<void>;
}

interface Settings {
  port: number;
  password: string;
}

const SUPERUSER = 'potik';

/** Starts the cluster, initialising it first where the folder has none; takes over one that an earlier server left running. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = otherAccount();
  const binaries = findBinaries(options.shared, account !== null);
  mkdirSync(options.folder, { recursive: true });
  const data = join(options.folder, 'postgres');
  if (!existsSync(join(data, 'initialised'))) initialise(options, binaries, account, data);
  const settings = readSettings(options.folder);

  const running = runningPort(data);
  if (running !== null && (await answers({ ...settings, port: running }))) {
    return cluster(options, { ...settings, port: running }, true, () =>
      stopByControl(binaries, account, data),
    );
  }
  return startPostgres(options, binaries, account, data, settings);
}

// helpers //////////

function cluster(
  options: ClusterOptions,
  settings: Settings,
  adopted: boolean,
  stop: () => Promise<void>,
): Cluster {
  const url = `postgres://${SUPERUSER}:${settings.password}@127.0.0.1:${settings.port}/postgres`;
  return { url, folder: options.folder, adopted, stop };
}

/** Ctypes under which `lower('Ж')` and trigrams of Cyrillic text work, in order of preference (DECISIONS 15). */
const CTYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'UTF-8'];

function initialise(
  options: ClusterOptions,
  binaries: Binaries,
  account: Account | null,
  data: string,
): void {
  rmSync(data, { recursive: true, force: true }); // a half-initialised folder of a start that was killed
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(options.folder, 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  giveTo(account, passwordFile);
  giveTo(account, data);
  let said = '';
  for (const ctype of CTYPES) {
    const args = [
      '-D',
      data,
      '-U',
      SUPERUSER,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ];
    args.push('--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=icu', '--icu-locale=und');
    if (!options.durable) args.push('--no-sync');
    const result = spawnSync(binaries.initdb, args, {
      uid: account?.uid,
      gid: account?.gid,
      cwd: '/',
      encoding: 'utf8',
      env: environment(),
    });
    if (result.status === 0) {
      rmSync(passwordFile);
      writeFileSync(join(options.folder, 'postgres.json'), JSON.stringify({ port: 0, password }), {
        mode: 0o600,
      });
      writeFileSync(join(data, 'initialised'), `${ctype}\n`);
      return;
    }
    said = `${result.stderr ?? ''}${result.error ? result.error.message : ''}`.trim();
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
    giveTo(account, data);
    if (!/locale/i.test(said)) break;
  }
  rmSync(passwordFile, { force: true });
  throw new StartFailure(
    'database_init',
    `The embedded PostgreSQL could not be initialised in ${data}: ${lastLine(said)}`,
  );
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function readSettings(folder: string): Settings {
  const file = join(folder, 'postgres.json');
  if (!existsSync(file)) {
    throw new StartFailure(
      'database_password_missing',
      `${file} is missing, so the password of the database in ${folder}/postgres is not known. Restore the file from a backup, or move the folder away to begin anew.`,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Settings;
}

/** The port in postmaster.pid when that process is alive, else null. */
function runningPort(data: string): number | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  try {
    process.kill(Number(lines[0]), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return Number(lines[3]) || null;
}

async function answers(settings: Settings): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port: settings.port,
    user: SUPERUSER,
    password: settings.password,
    database: 'postgres',
    connectionTimeoutMillis: 3000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function portFor(settings: Settings): Promise<number> {
  if (!settings.port) return freePort();
  const usable = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(settings.port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return usable ? settings.port : freePort();
}

async function startPostgres(
  options: ClusterOptions,
  binaries: Binaries,
  account: Account | null,
  data: string,
  settings: Settings,
): Promise<Cluster> {
  const port = await portFor(settings);
  writeFileSync(join(options.folder, 'postgres.json'), JSON.stringify({ ...settings, port }), {
    mode: 0o600,
  });
  const logFile = join(options.folder, 'postgres.log');
  const log = openSync(logFile, 'w');
  // Its own process group: Ctrl+C in a terminal must reach Potik only, which then stops PostgreSQL in good order.
  const child = spawn(binaries.postgres, ['-D', data, ...settingsOf(options, port)], {
    uid: account?.uid,
    gid: account?.gid,
    cwd: '/',
    env: environment(),
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
  });
  child.unref();
  let exit: string | null = null;
  child.once('exit', (code, signal) => {
    exit = `exit code ${code ?? signal}`;
  });
  child.once('error', (error) => {
    exit = error.message;
  });
  const started = Date.now();
  while (!(await answers({ ...settings, port }))) {
    if (exit !== null)
      throw new StartFailure(
        'database_start',
        `The embedded PostgreSQL did not start (${exit}): ${explain(logFile)}`,
      );
    if (Date.now() - started > 60_000) {
      child.kill('SIGQUIT');
      throw new StartFailure(
        'database_start',
        `The embedded PostgreSQL did not answer within 60 s: ${explain(logFile)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return cluster(options, { ...settings, port }, false, () => stopChild(child, binaries, account, data));
}

function settingsOf(options: ClusterOptions, port: number): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 100),
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    autovacuum_naptime: '15s',
  };
  if (!options.durable)
    Object.assign(settings, {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      deadlock_timeout: '50ms',
    });
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function stopChild(
  child: ChildProcess,
  binaries: Binaries,
  account: Account | null,
  data: string,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') return stopByControl(binaries, account, data);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGINT'); // PostgreSQL's "fast shutdown"
  await gone;
}

async function stopByControl(binaries: Binaries, account: Account | null, data: string): Promise<void> {
  const options = {
    uid: account?.uid,
    gid: account?.gid,
    cwd: '/',
    env: environment(),
    stdio: 'ignore' as const,
  };
  await new Promise((resolve) => {
    spawn(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60'], options).once(
      'exit',
      resolve,
    );
  });
}

function explain(logFile: string): string {
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  if (/No space left on device/.test(log)) return `the disk is full (${logFile}).`;
  if (/incompatible with server|database files are incompatible/.test(log)) {
    return `the data folder was made by another version of PostgreSQL (${logFile}).`;
  }
  return `${lastLine(log)} (the whole log: ${logFile})`;
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return (
    (lines.findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1) ?? '').trim() ||
    'no reason given'
  );
}
