/** An event or gateway that begins and ends at once. */

import type { Arrival } from '../elements/element-type.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { inner } from '../state/keys.ts';
import { leave } from './leave.ts';

/** Marks the element as passed; a token that waited for the job before it is used up. */
export function pass(run: Run, { element, scope, flow, key }: Arrival): void {
  if (key !== undefined) emit(run, { type: 'unparked', key });
  emit(run, {
    type: 'passed',
    element: element.id,
    scope: inner(scope),
    flow,
  });
}

export function* passAndLeave(run: Run, arrival: Arrival): Fiber {
  pass(run, arrival);
  yield* leave(run, arrival.element, arrival.scope);
}

/** It has nothing of its own to do on the way: no listeners, no mappings. */
export function isPlain({ element }: Arrival): boolean {
  return element.listeners.length === 0 && element.inputs.length === 0 && element.outputs.length === 0;
}
