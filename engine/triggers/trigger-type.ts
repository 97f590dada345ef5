/**
 * What every kind of event answers for itself when it catches: what to wait for. How events are thrown stands in `throws/`;
 * errors, escalations, cancel and compensation are not waited for but found by whoever throws them.
 */
import type { Key } from '../instance.ts';
import type { Trigger, TriggerKind } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';

export interface TriggerType<T extends Trigger = Trigger> {
  readonly kind: TriggerKind;
  /** Opens the wait of `element` for the node `at` (its own if `element` is active itself). */
  open(run: Run, at: Key, element: Element, trigger: T): Fiber;
}

export function define<T extends Trigger>(type: TriggerType<T>): TriggerType {
  return Object.freeze(type) as unknown as TriggerType;
}
