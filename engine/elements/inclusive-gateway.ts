import type { Fiber, Run } from '../run/run.ts';
import { arriveAt, joinTokens, onePerFlow } from '../verbs/join.ts';
import { goOn, openFlows } from '../verbs/leave.ts';
import { passGateway } from '../verbs/pass-gateway.ts';
import { type Arrival, define } from './element-type.ts';

/** Joins the tokens that can come, then takes every flow whose condition is true, else the default flow (13.4.3). */
export const inclusiveGateway = define({
  kind: 'inclusiveGateway',
  bpmn: 'bpmn:InclusiveGateway',
  *enter(run, arrival) {
    if (arrival.element.incoming.length > 1) arriveAt(run, arrival);
    else yield* fork(run, arrival);
  },
  *joined(run, element, scope, tokens) {
    joinTokens(run, element, onePerFlow(tokens));
    yield* fork(run, { element, scope });
  },
});

function* fork(run: Run, arrival: Arrival): Fiber {
  yield* passGateway(run, arrival);
  goOn(run, arrival.element, arrival.scope, yield* openFlows(run, arrival.element, arrival.scope));
}
