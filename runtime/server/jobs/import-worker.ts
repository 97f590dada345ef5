/** Brings files in and takes them back; goes on with them after a restart. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Imports } from '../imports/imports.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export interface ImportWorkerOptions {
  readonly imports: Imports;
  readonly clock: Clock;
  readonly log: Logger;
}

export function startImportWorker({ imports, clock, log }: ImportWorkerOptions): Alarm {
  let stopping = false;
  const alarm = startAlarm({
    clock,
    round: async () => ({ worked: await imports.round(() => stopping), next: null }),
    onError: (error) => log.error({ err: error }, 'an import met a fault of ours'),
  });
  return {
    ring: alarm.ring,
    stop() {
      stopping = true;
      return alarm.stop();
    },
  };
}
