/** Looks once an hour for what publishing put aside longer ago than it is kept, and erases it. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { purgeNext } from '../publish/purge.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface PurgerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
}

const HOUR = 3_600_000;

export function startPurger({ db, clock, log }: PurgerOptions): Alarm {
  let due = 0;
  return startAlarm({
    clock,
    async round() {
      if (clock.now() < due) return { worked: false, next: due };
      const erased = await purgeNext({ db, clock });
      if (erased) {
        const { entity, field, release } = erased;
        log.info({ entity, field, release }, 'values that a release put aside are erased');
      } else due = clock.now() + HOUR;
      return { worked: erased !== null, next: due };
    },
    onError: (error) => {
      due = clock.now() + HOUR;
      log.error({ err: error }, 'erasing what a release put aside failed');
    },
  });
}
