/**
 * Removes history of ended instances that has outlived its days (those its process says, else those of the installation), and
 * notices that were read long ago.
 */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { deleteTrees, outlivedRoots } from '../store/ended-trees.ts';
import { deleteOldNotices } from '../store/notices.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface RetentionOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Days that history of ended instances is kept where the process doesn't say; null: for ever. */
  readonly historyDays: number | null;
}

/** Trees removed by one statement. */
const TREES = 500;
/** Milliseconds that a notice is kept once it was read: 90 days. */
const NOTICES = 90 * 86_400_000;
const HOUR = 3_600_000;

/** Removes some of what has outlived its days; says whether there may be more. */
export async function removeOutlived({
  db,
  clock,
  historyDays,
}: Omit<RetentionOptions, 'log'>): Promise<boolean> {
  const roots = await outlivedRoots(db, { now: new Date(clock.now()), days: historyDays, limit: TREES });
  if (roots.length > 0) await deleteTrees(db, roots);
  return roots.length > 0;
}

export function startRetention(options: RetentionOptions): Alarm {
  let due = 0;
  return startAlarm({
    clock: options.clock,
    // Looked for once an hour, whatever rings.
    async round() {
      if (options.clock.now() < due) return { worked: false, next: due };
      const worked = await removeOutlived(options);
      if (!worked) await deleteOldNotices(options.db, new Date(options.clock.now() - NOTICES));
      if (!worked) due = options.clock.now() + HOUR;
      return { worked, next: due };
    },
    onError: (error) => options.log.error({ err: error }, 'removing outlived history failed'),
  });
}
