/** Keeps what lists and figures took long: every five minutes and at the end, for thirty days. The index advisor reads it. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { MOST_SHAPES, type SlowQueries } from '../records/slow-queries.ts';
import { addSlowQueries, forgetSlowQueries } from '../store/slow-queries.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface SlowQueryKeeperOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly slow: SlowQueries;
}

const PAUSE = 5 * 60_000;
const DAY = 86_400_000;
const DAYS = 30;

/** Writes what was noted since the last time; says whether there was any. */
export async function keepSlowQueries({
  db,
  clock,
  slow,
}: Omit<SlowQueryKeeperOptions, 'log'>): Promise<boolean> {
  const noted = slow.take();
  if (noted.length === 0) return false;
  await addSlowQueries(db, noted);
  const oldest = new Date(clock.now() - DAYS * DAY).toISOString().slice(0, 10);
  await forgetSlowQueries(db, oldest, MOST_SHAPES);
  return true;
}

export function startSlowQueryKeeper(options: SlowQueryKeeperOptions): Alarm {
  const { clock, log } = options;
  const onError = (error: unknown) => log.warn({ err: error }, 'figures of slow lists could not be kept');
  let due = clock.now() + PAUSE;
  const alarm = startAlarm({
    clock,
    async round() {
      if (clock.now() < due) return { worked: false, next: due };
      due = clock.now() + PAUSE;
      await keepSlowQueries(options);
      return { worked: false, next: due };
    },
    onError,
  });
  return {
    ring: alarm.ring,
    async stop() {
      await alarm.stop();
      await keepSlowQueries(options).catch(onError);
    },
  };
}
