/** A database of a bench: a durable throw-away cluster (fsync on, as in daily use), migrated. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../runtime/server/db/cluster.ts';
import { type Database, openDatabase } from '../../runtime/server/db/database.ts';
import { migrate } from '../../runtime/server/db/migrate.ts';

export async function benchDatabase(): Promise<{ db: Database; close(): Promise<void> }> {
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
  const db = openDatabase({ url: cluster.url.replace(/\/postgres$/, '/bench'), pool: 10 });
  await migrate(db);
  return {
    db,
    async close() {
      await db.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function print(name: string, value: number, unit: string): void {
  console.log(`${name} ${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`);
}
