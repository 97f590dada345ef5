/** A token goes to an element: at once, or through the job of an asynchronous boundary. */

import type { Arrival } from '../elements/element-type.ts';
import type { Key } from '../instance.ts';
import type { Element, Flow } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { emit, spawn } from '../run/work.ts';
import { nextKey } from '../state/draft.ts';
import { chunkOf, inner, keyIn } from '../state/keys.ts';
import { runListeners } from './listeners.ts';

const MAX_ELEMENTS = 100_000;

/** Takes a sequence flow: its listeners are called; conditions they made true go first; then its target is entered. */
export function takeFlow(run: Run, flow: Flow, scope: Key): void {
  spawn(run, scope, () => follow(run, flow, scope));
}

/** Enters an element other than by a sequence flow. */
export function go(run: Run, element: Element, scope: Key): void {
  spawn(run, scope, () => enter(run, { element, scope }));
}

export function* enter(run: Run, arrival: Arrival): Fiber {
  const { element } = arrival;
  const limit = run.session.env.maxElements ?? MAX_ELEMENTS;
  if (++run.session.entered > limit) fail(run, 'step.budget', element.id, { limit });
  if (arrival.key === undefined && waitsBefore(arrival)) park(run, arrival);
  else yield* element.type.enter(run, arrival);
}

// helpers //////////

function* follow(run: Run, flow: Flow, scope: Key): Fiber {
  if (flow.listeners.length > 0) {
    yield* runListeners(run, { key: scope, element: flow.source }, flow.listeners, 'take');
  }
  const arrival = { element: flow.target, scope, flow: flow.id };
  if (run.news.length > 0) spawn(run, scope, () => enter(run, arrival));
  else yield* enter(run, arrival);
}

function waitsBefore({ element, turn }: Arrival): boolean {
  const { asynchronous } = element;
  return asynchronous !== null && (turn === undefined ? asynchronous.before : asynchronous.eachBefore);
}

function park(run: Run, { element, scope, flow, turn, variables, cause }: Arrival): void {
  const chunk = turn?.chunk;
  const key = chunk === undefined ? nextKey(run.draft, chunkOf(scope)) : keyIn(chunk, 0);
  emit(run, {
    type: 'parked',
    key,
    element: element.id,
    scope: inner(scope),
    phase: 'before',
    flow,
    index: turn?.index,
    variables,
    cause,
    chunk: chunk === undefined ? undefined : true,
  });
  emit(run, { type: 'opened', key, wait: { kind: 'job', element: element.id } });
}
