import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Transaction } from '../../../../runtime/server/db/database.ts';
import { takeJobs } from '../../../../runtime/server/store/jobs.ts';
import { takeOrders, writeOrders } from '../../../../runtime/server/store/outbox.ts';
import { testDatabase } from '../../../support/test-database.ts';

const db = await testDatabase();
const NOW = new Date('2026-01-05T09:00:00Z');
const LATER = new Date('2026-01-05T09:01:00Z');

/**
 * What PostgreSQL plans for a table that had one row when it was last looked at: the row first, then what is due for it. Were
 * that a plain subquery, it would be run again for each row, and take more each time.
 */
async function withOneRowKnown(
  table: string,
  insert: (tx: Transaction) => Promise<void>,
  deed: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await insert(tx);
    await tx.query(`analyze ${table}`);
    for (let n = 0; n < 4; n++) await insert(tx);
    await deed(tx);
    tx.rollback();
  });
}

async function insertJob(tx: Transaction): Promise<void> {
  await tx.query(
    `insert into potik.job (instance_id, key, root_id, chunk, process_id, element, kind, due_at, retries)
     values ($1, '1', $1, '0', $1, 'timer', 'timer', $2, 3)`,
    [randomUUID(), NOW],
  );
}

const insertOrder = (tx: Transaction) => writeOrders(tx, 'test.taking', [1], NOW);

describe('what is due is taken', () => {
  it('never more jobs than were asked for', () =>
    withOneRowKnown('potik.job', insertJob, async (tx) => {
      // when
      const first = await takeJobs(tx, { now: NOW, until: LATER, node: 'a', limit: 2 });
      const others = await takeJobs(tx, { now: NOW, until: LATER, node: 'b', limit: 10 });

      // then
      expect([first.length, others.length]).toEqual([2, 3]);
    }));

  it('never more orders than were asked for', () =>
    withOneRowKnown('potik.outbox', insertOrder, async (tx) => {
      // when
      const first = await takeOrders(tx, NOW, LATER, 2);
      const others = await takeOrders(tx, NOW, LATER, 10);

      // then
      expect([first.length, others.length]).toEqual([2, 3]);
    }));
});
