/**
 * How publishing waits for tables that are in use: not long at a time, since whoever works meanwhile waits behind it, with pauses in
 * which others go on, and not for ever. For what changes tables: preparing, switching, taking back.
 */
import { setTimeout } from 'node:timers/promises';
import { type Database, errorCode } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import type { Patience } from './ground.ts';

/** Two minutes in all. */
export const PATIENCE: Patience = { wait: 2_000, pause: 1_000, tries: 30 };

/** Building an index aside waits for all older transactions, and nobody waits behind it; begun anew, it would wait from the start. */
export const BUILDING: Patience = { wait: 120_000, pause: 1_000, tries: 1 };

const LOCK_NOT_AVAILABLE = '55P03';

/** Tries again while tables are in use. Refused with a sentence after the last attempt. */
export async function givingWay<T>(
  { pause, tries }: Patience,
  attempt: (tried: number) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(tried);
    } catch (error) {
      if (errorCode(error) !== LOCK_NOT_AVAILABLE) throw error;
      if (tried >= tries) throw busy(tries);
    }
    await setTimeout(pause * (1 + Math.random()));
  }
}

/** One statement on a connection of its own, however long it takes, but for locks. */
export async function changeTable(db: Database, sql: string, patience: Patience = PATIENCE): Promise<void> {
  await givingWay(patience, async () => {
    const client = await db.client();
    try {
      await client.query(
        "select set_config('statement_timeout', '0', false), set_config('lock_timeout', $1, false)",
        [`${patience.wait}ms`],
      );
      await client.query(sql);
    } finally {
      client.release(true); // forgets the settings
    }
  });
}

// helpers //////////

function busy(tries: number): Rejection {
  return new Rejection({
    status: 503,
    code: 'tables_busy',
    message: `The tables were in use at each of ${tries} attempts, so nothing was published. Try again when a long report or import has ended.`,
  });
}
