/** Makes the calls of webhooks as they come due, and forgets old ones once an hour. */
import { type DeliverOptions, deliverRound, forgetDeliveries } from '../webhooks/deliver.ts';
import { type Alarm, startAlarm } from './alarm.ts';

const HOUR = 3_600_000;

export function startWebhookWorker(
  options: DeliverOptions & { readonly log: { error(...of: unknown[]): void } },
): Alarm {
  const { clock, log } = options;
  let sweep = 0;
  return startAlarm({
    clock,
    async round() {
      if (clock.now() >= sweep && !(await forgetDeliveries(options))) sweep = clock.now() + HOUR;
      return deliverRound(options);
    },
    onError: (error) => log.error({ err: error }, 'calling webhooks failed'),
  });
}
