/** A token leaves an element that is done: which flows it takes, and whether through jobs. */
import type { Key } from '../instance.ts';
import type { Element, Flow } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { emit, touch } from '../run/work.ts';
import { nextKey } from '../state/draft.ts';
import { chunkOf, inner } from '../state/keys.ts';
import { takeFlow } from './enter.ts';
import { evaluateCondition } from './evaluate.ts';

/** As BPMN says of activities and events: every flow without condition or with a true one, else the default flow. */
export function* leave(run: Run, element: Element, scope: Key): Fiber {
  goOn(run, element, scope, yield* openFlows(run, element, scope));
}

/** Takes these flows, each by a job of its own where the element is asynchronous after. */
export function goOn(run: Run, element: Element, scope: Key, flows: readonly Flow[]): void {
  if (element.asynchronous?.after) {
    for (const flow of flows) parkAfter(run, element, scope, flow);
    if (flows.length === 0) parkAfter(run, element, scope, null);
  } else if (flows.length === 0) touch(run, scope);
  else for (const flow of flows) takeFlow(run, flow, scope);
}

/** Flows whose condition holds; the default flow if none does. With flows but none open, the step fails. */
export function* openFlows(run: Run, element: Element, scope: Key): Fiber<readonly Flow[]> {
  const { outgoing, defaultFlow } = element;
  if (outgoing.length <= 1 && outgoing[0]?.condition == null) return outgoing;
  const open: Flow[] = [];
  for (const flow of outgoing) {
    if (flow === defaultFlow) continue;
    if (flow.condition === null || (yield* isOpen(run, flow, scope))) open.push(flow);
  }
  if (open.length > 0) return open;
  if (defaultFlow !== null) return [defaultFlow];
  return fail(run, 'flow.none', element.id);
}

export function* isOpen(run: Run, flow: Flow, scope: Key): Fiber<boolean> {
  const what = `condition of the flow “${flow.name ?? flow.id}”`;
  return (
    flow.condition === null ||
    (yield* evaluateCondition(run, { key: scope, element: flow.source }, flow.condition, what))
  );
}

// helpers //////////

function parkAfter(run: Run, element: Element, scope: Key, flow: Flow | null): void {
  const key = nextKey(run.draft, chunkOf(scope));
  emit(run, {
    type: 'parked',
    key,
    element: element.id,
    scope: inner(scope),
    phase: 'after',
    ...(flow && { flow: flow.id }),
  });
  emit(run, { type: 'opened', key, wait: { kind: 'job', element: element.id } });
}
