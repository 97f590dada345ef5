/**
 * One throw-away PostgreSQL for all integration tests: started once, with a template database that has every migration;
 * each test file clones it (`tests/support/test-database.ts`). Without fsync: what tests check is SQL, not the disk.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../runtime/server/db/cluster.ts';
import { openDatabase } from '../../runtime/server/db/database.ts';
import { migrate } from '../../runtime/server/db/migrate.ts';

export const TEMPLATE = 'potik_template';

/** Starts the cluster (or uses POTIK_TEST_DATABASE_URL, a server whose user may create databases) and makes the template. */
export async function startTestCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.POTIK_TEST_DATABASE_URL;
  if (given) {
    await makeTemplate(given);
    return { url: given, stop: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'potik-test-'));
  chmodSync(folder, 0o755); // run as root, the tests hand PostgreSQL to another account
  const cluster = await startCluster({
    folder: join(folder, 'cluster'),
    shared: join(tmpdir(), 'potik-shared'),
    durable: false,
    maxConnections: 200,
  }).catch((error) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  await makeTemplate(cluster.url);
  return {
    url: cluster.url,
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export default async function setup(project: {
  provide(key: 'clusterUrl', value: string): void;
}): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  project.provide('clusterUrl', cluster.url);
  return () => cluster.stop();
}

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

// helpers //////////

async function makeTemplate(url: string): Promise<void> {
  const admin = openDatabase({ url, pool: 1 });
  await admin.query(`drop database if exists ${TEMPLATE}`);
  await admin.query(
    `create database ${TEMPLATE} template template0 encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C.UTF-8'`,
  );
  await admin.close();
  const target = new URL(url);
  target.pathname = `/${TEMPLATE}`;
  const db = openDatabase({ url: target.toString(), pool: 1 });
  await migrate(db);
  await db.close();
}
