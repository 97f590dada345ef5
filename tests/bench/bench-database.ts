/** A database of a bench: a durable throw-away cluster (fsync on, as in daily use), migrated. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../runtime/server/db/cluster.ts';
import { type Database, openDatabase } from '../../runtime/server/db/database.ts';
import { migrate } from '../../runtime/server/db/migrate.ts';

export interface BenchDatabase {
  readonly db: Database;
  /** Seconds of processor time PostgreSQL has used, all its processes together; null where the system doesn't tell (not Linux). */
  cpuSeconds(): number | null;
  close(): Promise<void>;
}

export async function benchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'potik-bench-'));
  chmodSync(folder, 0o755);
  const cluster = await startCluster({
    folder: join(folder, 'cluster'),
    shared: join(tmpdir(), 'potik-shared'),
    durable: true,
  });
  const admin = openDatabase({ url: cluster.url, pool: 1 });
  await admin.query(`create database bench`);
  await admin.close();
  const db = openDatabase({
    url: cluster.url.replace(/\/postgres$/, '/bench'),
    pool: 10,
    statementTimeout: 600_000,
  });
  await migrate(db);
  const postmaster = join(folder, 'cluster', 'postgres', 'postmaster.pid');
  return {
    db,
    cpuSeconds: () => cpuSecondsOf(readFileSync(postmaster, 'utf8').split('\n')[0]!),
    async close() {
      await db.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ticks per second of /proc on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of processor time of a process and its children; null where the system doesn't tell (not Linux). */
export function cpuSecondsOf(pid: string): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  let ticks = 0;
  for (const one of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${one}/stat`, 'utf8');
    } catch {
      continue; // it ended meanwhile
    }
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [fields[1], fields[11], fields[12]];
    if (one === pid || parent === pid) ticks += Number(user) + Number(system);
  }
  return ticks / TICKS;
}

/** A figure; with a budget (a count that may not be exceeded, or undercut with `least`) the bench fails when it isn't kept. */
export function print(
  name: string,
  value: number,
  unit: string,
  budget: { readonly most?: number; readonly least?: number } = {},
): void {
  const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = budget;
  const limit = budget.most ?? budget.least;
  const kept = value <= most && value >= least;
  if (!kept) process.exitCode = 1;
  const said = limit === undefined ? '' : ` (budget ${limit}${kept ? '' : ': NOT KEPT'})`;
  console.log(`${name} ${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${unit}${said}`);
}
