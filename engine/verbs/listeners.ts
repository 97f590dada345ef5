/** Calls the listeners of an element, flow or user task, in the order of the model. */
import type { Listener, ListenerAction, ListenerEvent } from '../process/listener.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluate, type Place } from './evaluate.ts';
import { evaluateInputs, runInline } from './inline-task.ts';

export function* runListeners(
  run: Run,
  place: Place,
  listeners: readonly Listener[],
  event: ListenerEvent,
): Fiber {
  for (const listener of listeners) {
    if (listener.event !== event) continue;
    if (nodeOf(run.draft, place.key) === undefined) return;
    yield* runAction(run, { ...place, event }, listener.run);
  }
}

export function* runAction(run: Run, place: Place, action: ListenerAction): Fiber {
  if (action.kind === 'expression') yield* evaluate(run, place, action.expression, 'listener');
  else yield* runInline(run, place, action.type, yield* evaluateInputs(run, place, action.inputs));
}
