/** A gateway is passed, with its listeners. */
import type { Arrival } from '../elements/element-type.ts';
import type { Fiber, Run } from '../run/run.ts';
import { runListeners } from './listeners.ts';
import { pass } from './pass.ts';

export function* passGateway(run: Run, arrival: Arrival): Fiber {
  const { element, scope } = arrival;
  pass(run, arrival);
  for (const event of ['start', 'end'] as const) {
    if (element.listeners.length > 0)
      yield* runListeners(run, { key: scope, element }, element.listeners, event);
  }
}
