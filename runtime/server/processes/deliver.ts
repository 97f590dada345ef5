/**
 * Messages, signals and conditions from outside: who gets them, and handing them over. A message goes to exactly one receiver
 * unless it is sent to all; a signal to everyone. Effects of other call trees come here by the outbox.
 */
import { type Correlation, chooseReceivers, fits } from '#engine/correlate.ts';
import type { Variables } from '#engine/instance.ts';
import type { Definition } from '#engine/process.ts';
import { startConditionHolds } from '#engine/starts.ts';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { loadInstance } from '../store/instances.ts';
import { conditionTriggers, startTriggersNamed } from '../store/processes.ts';
import { messageSubscriptions, type OpenSubscription, signalInstances } from '../store/subscriptions.ts';
import { CommandRefused } from './command-errors.ts';
import type { Definitions } from './definitions.ts';
import type { ExecuteOptions, Executor } from './execute.ts';
import type { Platform } from './platform.ts';

export interface Deliveries {
  /** Throws `CommandRefused` when nobody or, without `all`, more than one fits. Gives the instances that went on or began. */
  message(name: string, message: MessageOptions, options: ExecuteOptions): Promise<string[]>;
  signal(name: string, variables: Variables | undefined, options: ExecuteOptions): Promise<string[]>;
  /** Starts an instance for every conditional start event that is true for these variables. */
  conditions(variables: Variables, options: ExecuteOptions): Promise<string[]>;
}

export interface MessageOptions {
  readonly correlation?: Correlation;
  readonly variables?: Variables;
  readonly all?: boolean;
}

export interface DeliveriesOptions {
  readonly db: Queryable;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly clock: Clock;
  readonly zone: string;
  readonly platform: Platform;
}

/** Beyond this many candidates a message is refused rather than looked for: its correlation says too little. */
const MOST = 10_000;

export function createDeliveries({
  db,
  definitions,
  executor,
  clock,
  zone,
  platform,
}: DeliveriesOptions): Deliveries {
  async function fitting(name: string, correlation: Correlation): Promise<OpenSubscription[]> {
    const candidates = await messageSubscriptions(db, {
      name,
      correlation: correlation.correlation ?? null,
      instance: correlation.instance ?? null,
      most: MOST,
    });
    const found: OpenSubscription[] = [];
    for (const one of candidates) if (await doesFit(db, one, correlation)) found.push(one);
    return found;
  }

  async function startsBy(
    kind: 'message' | 'signal',
    name: string,
  ): Promise<{ definition: Definition; element: string }[]> {
    const found: { definition: Definition; element: string }[] = [];
    for (const { processId, element } of await startTriggersNamed(db, kind, name)) {
      const definition = await definitions.load(processId);
      if (definition) found.push({ definition, element });
    }
    return found;
  }

  async function start(
    definition: Definition,
    command: Omit<Parameters<Executor['start']>[1], 'type'>,
    options: ExecuteOptions,
  ): Promise<string> {
    return (await executor.start(definition, { type: 'start', ...command }, options)).instance.id;
  }

  return {
    async message(name, { correlation = {}, variables, all = false }, options) {
      const waiting = await fitting(name, correlation);
      const starts = correlation.instance === undefined ? await startsBy('message', name) : [];
      const receivers = chooseReceivers(name, waiting, starts, all);
      if (!receivers.ok) throw new CommandRefused(receivers.rejection);
      const reached: string[] = [];
      for (const { instance, key, chunk } of receivers.deliver) {
        await executor.command(
          instance,
          { type: 'deliver', key, ...(variables && { variables }) },
          { ...options, chunk },
        );
        reached.push(instance);
      }
      for (const { definition, element } of receivers.start) {
        const { businessKey } = correlation;
        reached.push(
          await start(
            definition,
            { element, ...(businessKey && { businessKey }), ...(variables && { variables }) },
            options,
          ),
        );
      }
      return reached;
    },
    async signal(name, variables, options) {
      const reached: string[] = [];
      for (const instance of await signalInstances(db, name, null)) {
        const command = { type: 'signal', name, ...(variables && { variables }) } as const;
        try {
          await executor.command(instance, command, options);
          reached.push(instance);
        } catch (error) {
          // What this signal did elsewhere may have ended it: a signal is for who listens when it comes.
          if (!(error instanceof CommandRefused)) throw error;
        }
      }
      for (const { definition, element } of await startsBy('signal', name)) {
        reached.push(await start(definition, { element, ...(variables && { variables }) }, options));
      }
      return reached;
    },
    async conditions(variables, options) {
      const reached: string[] = [];
      const time = { now: clock.now(), zone };
      for (const { processId, element } of await conditionTriggers(db)) {
        const definition = await definitions.load(processId);
        if (
          !definition ||
          !startConditionHolds(definition.process, element, variables, { ...time, ...platform(time) })
        )
          continue;
        reached.push(await start(definition, { element, variables }, options));
      }
      return reached;
    },
  };
}

// helpers //////////

/** Name and correlation key are the row's; what the sender knows of variables needs the instance's state. */
async function doesFit(
  db: Queryable,
  { instance: id, key, chunk }: OpenSubscription,
  correlation: Correlation,
): Promise<boolean> {
  const { businessKey, variables, local } = correlation;
  if (businessKey === undefined && variables === undefined && local === undefined) return true;
  const instance = await loadInstance(db, id, [chunk]);
  return instance !== null && fits({ instance, key }, correlation);
}
