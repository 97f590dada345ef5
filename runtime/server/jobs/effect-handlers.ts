/**
 * Orders that units of work write for other call trees: a message for whoever waits, a signal for everyone. A signal is first
 * spread into one order a receiver, so that each is carried out exactly once and none holds up the others.
 */
import type { Effect } from '#engine/effects.ts';
import type { Variables } from '#engine/instance.ts';
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { CommandRefused } from '../processes/command-errors.ts';
import type { Definitions } from '../processes/definitions.ts';
import type { Deliveries } from '../processes/deliver.ts';
import type { Executor } from '../processes/execute.ts';
import { consumeOrder, type OutboxRow, writeOrder } from '../store/outbox.ts';
import { insertStartJob, startTriggersNamed } from '../store/processes.ts';
import { signalInstances } from '../store/subscriptions.ts';
import type { OrderHandler } from './outbox-worker.ts';

export interface EffectHandlersOptions {
  readonly db: Database;
  readonly definitions: Definitions;
  readonly deliveries: Deliveries;
  readonly executor: Executor;
  readonly clock: Clock;
}

/** A signal for one instance, and one that starts an instance. */
interface SignalTo {
  readonly instance: string;
  readonly name: string;
  readonly variables?: Variables;
  readonly asynchronous?: true;
}
interface SignalStart {
  readonly definition: string;
  readonly element: string;
  readonly variables?: Variables;
}

const CAUSE: Cause = { kind: 'system', what: 'signal or message of another process' };

export function effectHandlers({
  db,
  definitions,
  deliveries,
  executor,
  clock,
}: EffectHandlersOptions): [string, OrderHandler][] {
  async function signal(order: OutboxRow): Promise<void> {
    const { name, root, variables, asynchronous } = order.payload as unknown as Extract<
      Effect,
      { type: 'signal' }
    >;
    const at = new Date(clock.now());
    await db.transaction(async (tx) => {
      if (!(await consumeOrder(tx, order.id))) return;
      for (const instance of await signalInstances(tx, name, root)) {
        const to: SignalTo = {
          instance,
          name,
          ...(variables && { variables }),
          ...(asynchronous && { asynchronous }),
        };
        await writeOrder(tx, 'signal-to', to as unknown as Json, at);
      }
      for (const { processId, element } of await startTriggersNamed(tx, 'signal', name)) {
        if (asynchronous) {
          await insertStartJob(tx, {
            id: newId(clock.now()),
            processId,
            element,
            due: at,
            variables: (variables ?? {}) as Json,
          });
          continue;
        }
        const start: SignalStart = { definition: processId, element, ...(variables && { variables }) };
        await writeOrder(tx, 'signal-start', start as unknown as Json, at);
      }
    });
  }

  async function signalTo(order: OutboxRow): Promise<void> {
    const { instance, name, variables, asynchronous } = order.payload as unknown as SignalTo;
    const command = {
      type: 'signal',
      name,
      ...(variables && { variables }),
      ...(asynchronous && { asynchronous }),
    } as const;
    try {
      await executor.command(instance, command, { cause: CAUSE, consumed: [order.id] });
    } catch (error) {
      // It no longer waits, or has ended meanwhile: a signal is for who listens when it comes.
      if (!(error instanceof CommandRefused)) throw error;
      await consumeOrder(db, order.id);
    }
  }

  async function signalStart(order: OutboxRow): Promise<void> {
    const { definition: ref, element, variables } = order.payload as unknown as SignalStart;
    const definition = await definitions.load(ref);
    if (!definition) throw new Error(`the process ${ref} that the signal starts is not there`);
    const command = { type: 'start', element, ...(variables && { variables }) } as const;
    await executor.start(definition, command, { cause: CAUSE, consumed: [order.id] });
  }

  async function message(order: OutboxRow): Promise<void> {
    const { name, correlation, businessKey, variables } = order.payload as unknown as Extract<
      Effect,
      { type: 'message' }
    >;
    await deliveries.message(
      name,
      {
        correlation: {
          ...(correlation !== undefined && { correlation }),
          ...(businessKey !== undefined && { businessKey }),
        },
        ...(variables && { variables }),
      },
      { cause: CAUSE, consumed: [order.id] },
    );
  }

  return [
    ['signal', signal],
    ['signal-to', signalTo],
    ['signal-start', signalStart],
    ['message', message],
  ];
}
