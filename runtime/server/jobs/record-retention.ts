/** Carries out rules of retention of records, part by part; looks every quarter of an hour whether the night has come. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Retention } from '../upkeep/retention.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface RecordRetentionOptions {
  readonly retention: Pick<Retention, 'round'>;
  readonly clock: Clock;
  readonly log: Logger;
}

const PAUSE = 15 * 60_000;

export function startRecordRetention({ retention, clock, log }: RecordRetentionOptions): Alarm {
  let due = 0;
  return startAlarm({
    clock,
    async round() {
      if (clock.now() < due) return { worked: false, next: due };
      const worked = await retention.round();
      if (!worked) due = clock.now() + PAUSE;
      return { worked, next: due };
    },
    onError: (error) => {
      due = clock.now() + PAUSE;
      log.error({ err: error }, 'a rule of retention could not be carried out; it is tried again later');
    },
  });
}
