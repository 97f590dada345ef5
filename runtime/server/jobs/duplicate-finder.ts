/** Compares records with one another when they were written, and all of an entity when its rules have changed. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Records } from '../records/records.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface DuplicateFinderOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Logger;
}

export function startDuplicateFinder({ records, clock, log }: DuplicateFinderOptions): Alarm {
  return startAlarm({
    clock,
    round: async () => ({ worked: await records.findDuplicates(), next: null }),
    onError: (error) => log.error({ err: error }, 'records could not be compared'),
  });
}
