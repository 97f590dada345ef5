import type { Fiber, Run } from '../run/run.ts';
import { arriveAt, joinTokens, takeOnePerFlow, tokensAt } from '../verbs/join.ts';
import { goOn } from '../verbs/leave.ts';
import { passGateway } from '../verbs/pass-gateway.ts';
import { type Arrival, define } from './element-type.ts';

/** Waits for a token on every incoming flow, then gives one to every outgoing flow (13.4.1). */
export const parallelGateway = define({
  kind: 'parallelGateway',
  bpmn: 'bpmn:ParallelGateway',
  *enter(run, arrival) {
    const { element, scope } = arrival;
    if (element.incoming.length > 1) {
      arriveAt(run, arrival);
      const tokens = takeOnePerFlow(element, tokensAt(run, element, scope));
      if (tokens === null) return;
      yield* fork(run, { element, scope }, tokens);
    } else yield* fork(run, arrival);
  },
});

function* fork(run: Run, arrival: Arrival, tokens?: readonly string[]): Fiber {
  if (tokens) joinTokens(run, arrival.element, tokens);
  yield* passGateway(run, arrival);
  goOn(run, arrival.element, arrival.scope, arrival.element.outgoing);
}
