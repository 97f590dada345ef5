/**
 * Carries out the orders of the outbox, each by the handler of its topic. A handler consumes its order in the transaction of
 * its effect; an order that fails is tried again with growing pauses, then kept for an operator.
 */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { Overtaken } from '../processes/command-errors.ts';
import { makeDue, nextOrderDue, type OutboxRow, postponeOrder, takeOrders } from '../store/outbox.ts';
import { type Alarm, startAlarm } from './alarm.ts';

export type OrderHandler = (order: OutboxRow) => Promise<void>;

export interface OutboxWorkerOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly log: Logger;
  /** By topic. */
  readonly handlers: ReadonlyMap<string, OrderHandler>;
  /** Ids of orders that a round has taken and not come to, since the database was lost meanwhile; kept from round to round. */
  readonly unfinished?: Set<number>;
}

/** How long an order is ours before another node may try it. */
const LEASE = 60_000;
const BATCH = 100;
const TRIES = 12;

/** Takes what is due and carries it out; says whether there was anything. Tests call it until there is nothing. */
export async function outboxRound({
  db,
  clock,
  log,
  handlers,
  unfinished = new Set(),
}: OutboxWorkerOptions): Promise<{ worked: boolean; next: number | null }> {
  const now = clock.now();
  if (unfinished.size > 0) await makeDue(db, [...unfinished], new Date(now));
  unfinished.clear();
  const orders = await takeOrders(db, new Date(now), new Date(now + LEASE), BATCH);
  for (const { id } of orders) unfinished.add(id);
  for (const order of orders) {
    try {
      const handler = handlers.get(order.topic);
      if (!handler) throw new Error(`nobody handles the topic ${order.topic}`);
      await handler(order);
    } catch (error) {
      // Another node was quicker.
      if (error instanceof Overtaken) {
        unfinished.delete(order.id);
        continue;
      }
      const givenUp = order.attempts >= TRIES;
      const pause = Math.min(1000 * 2 ** (order.attempts - 1), 3_600_000);
      log[givenUp ? 'error' : 'warn'](
        { err: error, order: order.id, topic: order.topic },
        givenUp ? 'an order was given up' : 'an order failed',
      );
      await postponeOrder(
        db,
        order.id,
        givenUp ? null : new Date(clock.now() + pause),
        (error as Error).message,
      );
    }
    unfinished.delete(order.id);
  }
  if (orders.length) return { worked: true, next: null };
  const due = await nextOrderDue(db);
  return { worked: false, next: due === null ? null : Date.parse(due) };
}

export function startOutboxWorker(options: OutboxWorkerOptions): Alarm {
  const { clock, log } = options;
  const unfinished = new Set<number>();
  return startAlarm({
    clock,
    round: () => outboxRound({ ...options, unfinished }),
    onError: (error) => log.error({ err: error }, 'looking for orders failed'),
  });
}
