/** Carries out batches of operations; goes on with them after a restart. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Batches } from '../operations/batches.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface BatchWorkerOptions {
  readonly batches: Batches;
  readonly clock: Clock;
  readonly log: Logger;
}

export function startBatchWorker({ batches, clock, log }: BatchWorkerOptions): Alarm {
  return startAlarm({
    clock,
    round: async () => ({ worked: await batches.round(), next: null }),
    onError: (error) => log.error({ err: error }, 'a batch of operations met a fault of ours'),
  });
}
