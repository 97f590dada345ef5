import type { Element, Flow } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { goOn, isOpen } from '../verbs/leave.ts';
import { passGateway } from '../verbs/pass-gateway.ts';
import { define } from './element-type.ts';

/** Takes the first flow whose condition is true, else the default flow; every token that arrives passes (13.4.2). */
export const exclusiveGateway = define({
  kind: 'exclusiveGateway',
  bpmn: 'bpmn:ExclusiveGateway',
  *enter(run, arrival) {
    yield* passGateway(run, arrival);
    const { element, scope } = arrival;
    const flow = yield* choose(run, element, scope);
    goOn(run, element, scope, flow === null ? [] : [flow]);
  },
});

function* choose(run: Run, element: Element, scope: string): Fiber<Flow | null> {
  const { outgoing, defaultFlow } = element;
  if (outgoing.length === 0) return null;
  if (outgoing.length === 1 && outgoing[0]!.condition === null) return outgoing[0]!;
  for (const flow of outgoing) {
    if (flow !== defaultFlow && (yield* isOpen(run, flow, scope))) return flow;
  }
  return defaultFlow ?? fail(run, 'flow.none', element.id);
}
