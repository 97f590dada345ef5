/**
 * What every kind of event answers for itself when it throws, in an intermediate or end event. `key` is the throwing event's
 * node. True: the event is done and its token goes on; false: it waits, or its path was ended.
 */
import type { Key } from '../instance.ts';
import type { Trigger, TriggerKind } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';

export interface ThrowType<T extends Trigger = Trigger> {
  readonly kind: TriggerKind;
  throw(run: Run, key: Key, element: Element, trigger: T): Fiber<boolean>;
}

export function define<T extends Trigger>(type: ThrowType<T>): ThrowType {
  return Object.freeze(type) as unknown as ThrowType;
}
