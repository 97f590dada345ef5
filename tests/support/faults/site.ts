/** An installation to break: one PostgreSQL that keeps what it promises, and several servers over it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, startCluster } from '../../../runtime/server/db/cluster.ts';
import { type Database, openDatabase } from '../../../runtime/server/db/database.ts';
import { type Node, startNode } from './node.ts';

export interface Site {
  /** To look from outside. */
  readonly db: Database;
  /** Servers that run, in no order. */
  readonly nodes: readonly Node[];
  readonly folder: string;
  start(): Promise<Node>;
  /**
   * Kills a server; whoever wants another in its stead starts it. Then all leases run out, as they would a minute later: those of the
   * servers that live too, so that work is begun a second time while it is under way.
   */
  kill(node: Node): Promise<void>;
  stop(node: Node): ReturnType<Node['stop']>;
  /** What `pg_ctl restart -m immediate` does: no farewell, and recovery from the log at the next start. */
  crashDatabase(): Promise<void>;
  close(): Promise<void>;
}

export async function openSite(count: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'potik-site-'));
  chmodSync(folder, 0o755); // run as root, PostgreSQL belongs to another account
  const start = () =>
    startCluster({
      folder: join(folder, 'cluster'),
      shared: join(tmpdir(), 'potik-shared'),
      durable: true,
      maxConnections: 200,
    });
  let cluster: Cluster = await start();
  const admin = openDatabase({ url: cluster.url, pool: 1 });
  await admin.query('create database site');
  await admin.close();
  const url = cluster.url.replace(/\/postgres$/, '/site');
  const db = openDatabase({ url, pool: 2, application: 'potik tests', onError: () => {} });
  const nodes = new Set<Node>();
  const site: Site = {
    db,
    get nodes() {
      return [...nodes];
    },
    folder,
    async start() {
      const node = await startNode(url);
      nodes.add(node);
      return node;
    },
    async kill(node) {
      nodes.delete(node);
      await node.kill();
      await db.query('update potik.job set locked_until = now() where locked_until is not null');
      await db.query('update potik.outbox set due_at = now() where attempts > 0 and due_at is not null');
    },
    async stop(node) {
      nodes.delete(node);
      return node.stop();
    },
    async crashDatabase() {
      const pid = Number(
        readFileSync(join(folder, 'cluster/postgres/postmaster.pid'), 'utf8').split('\n')[0],
      );
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await pause(10);
      cluster = await start();
      if (cluster.url.replace(/\/postgres$/, '/site') !== url) throw new Error('PostgreSQL got another port');
    },
    async close() {
      await Promise.all([...nodes].map((node) => node.stop()));
      await db.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await site.start(); // the first one makes the tables
  await Promise.all(Array.from({ length: count - 1 }, () => site.start()));
  return site;
}

// helpers //////////

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
