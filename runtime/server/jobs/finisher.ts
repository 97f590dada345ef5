/** Finishes what publishes have left: begins when a release is made, and goes on after a restart. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { finishNext } from '../publish/finish.ts';
import type { Records } from '../records/records.ts';
import { retryFinishing } from '../store/publishing.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface FinisherOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly records: Records;
}

export function startFinisher({ db, clock, log, records }: FinisherOptions): Alarm {
  let begun = false;
  return startAlarm({
    clock,
    async round() {
      if (!begun) await retryFinishing(db);
      begun = true;
      const worked = await finishNext({
        db,
        clock,
        records,
        onFailure: ({ release, step }, error) =>
          log.error({ err: error, release, about: step.about }, 'a step of a release could not be finished'),
      });
      return { worked, next: null };
    },
    onError: (error) => log.error({ err: error }, 'finishing a release failed'),
  });
}
