/**
 * Waits until everything that has happened so far stands in the lists of what is over: history counts as complete when all
 * transactions of the database that were under way are over.
 */
import { expect } from 'vitest';
import type { Database } from '../../runtime/server/db/database.ts';
import { project } from '../../runtime/server/jobs/projector.ts';

export async function projected(db: Database, now: number = Date.now()): Promise<void> {
  const last = await numberOf(db, 'select coalesce(max(xid), 0) as n from potik.history');
  await expect
    .poll(async () => {
      await project(db, { now, ordered: () => {} });
      return numberOf(db, 'select coalesce(max(xid), 0) as n from potik.watermark');
    })
    .toBeGreaterThan(last);
}

// helpers //////////

async function numberOf(db: Database, sql: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(sql);
  return Number(rows[0]!.n);
}
