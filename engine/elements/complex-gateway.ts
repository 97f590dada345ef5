import type { Fiber, Run } from '../run/run.ts';
import { evaluateCondition } from '../verbs/evaluate.ts';
import { arriveAt, joinTokens, onePerFlow, tokensAt } from '../verbs/join.ts';
import { goOn, openFlows } from '../verbs/leave.ts';
import { passGateway } from '../verbs/pass-gateway.ts';
import { type Arrival, define } from './element-type.ts';

/**
 * Goes on when its activation condition is true, which may count the tokens in `activationCount` (13.4.5), and else as an
 * inclusive gateway does: when no more tokens can come. Tokens that come after it went on are swallowed with the next round.
 */
export const complexGateway = define({
  kind: 'complexGateway',
  bpmn: 'bpmn:ComplexGateway',
  compile({ element, expressions }) {
    const condition = element.activationCondition as { body?: string; language?: string } | undefined;
    const text = condition?.body;
    return {
      complex: {
        activation: text ? expressions.formula(text, 'activation condition', condition.language) : null,
      },
    };
  },
  *enter(run, arrival) {
    const { element, scope } = arrival;
    if (element.incoming.length <= 1) {
      yield* fork(run, arrival);
      return;
    }
    arriveAt(run, arrival);
    const { activation } = element.complex!;
    if (activation === null) return;
    const tokens = tokensAt(run, element, scope);
    const extra = { activationCount: onePerFlow(tokens).length };
    if (!(yield* evaluateCondition(run, { key: scope, element, extra }, activation, 'activation condition')))
      return;
    joinTokens(
      run,
      element,
      tokens.map(({ key }) => key),
    );
    yield* fork(run, { element, scope });
  },
  *joined(run, element, scope, tokens) {
    joinTokens(
      run,
      element,
      tokens.map(({ key }) => key),
    );
    yield* fork(run, { element, scope });
  },
});

function* fork(run: Run, arrival: Arrival): Fiber {
  yield* passGateway(run, arrival);
  goOn(run, arrival.element, arrival.scope, yield* openFlows(run, arrival.element, arrival.scope));
}
