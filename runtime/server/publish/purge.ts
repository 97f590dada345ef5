/**
 * Erases what publishing put aside and nobody brought back: columns of dropped and retyped fields, tables of dropped entities. One
 * at a time and as its own publisher, so that nothing is brought back while it goes. Called by `jobs/purger.ts`.
 */
import type { Tombstone } from '#metadata/plan.ts';
import type { Clock } from '../clock.ts';
import { type Database, errorCode, type Transaction } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';
import { newId } from '../ids.ts';
import {
  beginPublishing,
  deleteTombstone,
  deleteTombstonesOf,
  endPublishing,
  tombstonesBefore,
} from '../store/publishing.ts';

/** Days that what was put aside is kept. The consequences of a plan name them. */
const KEPT_DAYS = 30;
const DAY = 86_400_000;
const LEASE = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** What was erased; null where nothing is due, or it is in use just now. */
export async function purgeNext({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<Tombstone | null> {
  const now = clock.now();
  const before = new Date(now - KEPT_DAYS * DAY);
  if ((await tombstonesBefore(db, before)).length === 0) return null;
  const holder = newId(now);
  if (!(await beginPublishing(db, holder, new Date(now), new Date(now + LEASE)))) return null;
  try {
    const [oldest] = await tombstonesBefore(db, before);
    if (oldest) await db.transaction((tx) => erase(tx, oldest));
    return oldest ?? null;
  } catch (error) {
    if (errorCode(error) === LOCK_NOT_AVAILABLE) return null;
    throw error;
  } finally {
    await endPublishing(db, holder);
  }
}

// helpers //////////

async function erase(tx: Transaction, tombstone: Tombstone): Promise<void> {
  const table = `data.${identifier(tombstone.table)}`;
  await tx.query(`set local lock_timeout = '2s'`);
  if (tombstone.field === null) {
    await tx.query(`drop table if exists ${table}`);
    await deleteTombstonesOf(tx, tombstone.table);
  } else {
    const drops = tombstone.columns.map(({ now }) => `drop column if exists ${identifier(now)}`);
    await tx.query(`alter table if exists ${table} ${drops.join(', ')}`);
    await deleteTombstone(tx, tombstone);
  }
}
