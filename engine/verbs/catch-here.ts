/** A catch event or receive task in the flow got what it waited for, by itself or for the event-based gateway before it. */
import type { Payload } from '../elements/element-type.ts';
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { beginActivity } from './activity.ts';
import { complete, completeWork } from './complete.ts';
import { finish } from './finish.ts';
import { runListeners } from './listeners.ts';
import { isPlain, passAndLeave } from './pass.ts';
import { setLocal, setVariables } from './variables.ts';

export function* catchHere(run: Run, at: Key, element: Element, payload: Payload): Fiber {
  const node = nodeOf(run.draft, at)!;
  if (payload.variables) setVariables(run, at, payload.variables);
  if (node.element === element.id) {
    if (payload.local) setLocal(run, at, payload.local);
    yield* completeWork(run, at, element);
    return;
  }
  const scope = node.scope ?? ROOT;
  const gateway = run.process.elements.get(node.element)!;
  if (gateway.listeners.length > 0)
    yield* runListeners(run, { key: at, element: gateway }, gateway.listeners, 'end');
  finish(run, at, gateway);
  const flow = gateway.outgoing.find((one) => one.target === element)?.id;
  const arrival = {
    element,
    scope,
    flow,
    ...(payload.local && { variables: payload.local }),
  };
  if (isPlain(arrival)) yield* passAndLeave(run, arrival);
  else {
    const key = yield* beginActivity(run, arrival);
    if (nodeOf(run.draft, key) !== undefined) yield* complete(run, key, element);
  }
}
