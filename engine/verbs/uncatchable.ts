/** Work outside of the flow, whose BPMN errors no event can catch: what is interrupted, begun by hand, or the process itself. */
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { BpmnError } from './bpmn-error.ts';

export function* uncatchable<T>(run: Run, work: Fiber<T>): Fiber<T> {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof BpmnError)) throw error;
    const { code, message, place } = error;
    return fail(run, 'error.uncatchable', place.element.id, { code, reason: message });
  }
}
