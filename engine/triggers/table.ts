/** The kinds of events that are waited for. The others have nothing to open. */
import type { Key } from '../instance.ts';
import type { TriggerKind } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { condition } from './condition.ts';
import { message } from './message.ts';
import { signal } from './signal.ts';
import { timer } from './timer.ts';
import type { TriggerType } from './trigger-type.ts';

const TRIGGERS: ReadonlyMap<TriggerKind, TriggerType> = new Map(
  [message, timer, signal, condition].map((type) => [type.kind, type]),
);

/** Opens what an event waits for, for the node `at`; of a multiple event everything it names. */
export function* openTrigger(run: Run, at: Key, element: Element): Fiber {
  const { trigger } = element;
  if (trigger === null) return;
  const triggers = trigger.kind === 'multiple' ? trigger.triggers : [trigger];
  for (const one of triggers) yield* TRIGGERS.get(one.kind)?.open(run, at, element, one) ?? [];
}
