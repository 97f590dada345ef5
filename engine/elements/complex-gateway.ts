import type { Key } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { evaluateCondition } from '../verbs/evaluate.ts';
import { arriveAt, beginReset, isResetting, joinTokens, onePerFlow, tokensAt } from '../verbs/join.ts';
import { goOn, openFlows } from '../verbs/leave.ts';
import { passGateway } from '../verbs/pass-gateway.ts';
import { type Arrival, define } from './element-type.ts';

/**
 * Goes on as soon as its activation condition is true, which may count the flows with a token in `activationCount`; tokens
 * that can still come after that, by the flows that had none, are swallowed; others are of the next round (13.4.5). Where the condition stays false and nothing more can come, it
 * goes on as an inclusive gateway does, rather than for ever not.
 */
export const complexGateway = define({
  kind: 'complexGateway',
  bpmn: 'bpmn:ComplexGateway',
  compile({ element, expressions }) {
    const condition = element.activationCondition as { body?: string; language?: string } | undefined;
    const text = condition?.body;
    const activation = text ? expressions.formula(text, 'activation condition', condition.language) : null;
    return { complex: { activation } };
  },
  *enter(run, arrival) {
    const { element, scope } = arrival;
    if (element.incoming.length <= 1) {
      yield* fork(run, arrival);
      return;
    }
    arriveAt(run, arrival);
    yield* goOnIfActive(run, element, scope);
  },
  nextRound: goOnIfActive,
  *joined(run, element, scope, tokens) {
    joinTokens(run, element, onePerFlow(tokens));
    yield* fork(run, { element, scope });
  },
});

/** As long as its condition holds for the tokens that wait; the flows that have brought none are waited for before the next round. */
function* goOnIfActive(run: Run, element: Element, scope: Key): Fiber {
  const { activation } = element.complex!;
  if (activation === null || isResetting(run, element, scope)) return;
  const tokens = tokensAt(run, element, scope);
  const keys = onePerFlow(tokens);
  if (keys.length === 0) return;
  const place = { key: scope, element, extra: { activationCount: keys.length } };
  if (!(yield* evaluateCondition(run, place, activation, 'activation condition'))) return;
  joinTokens(run, element, keys);
  const came = new Set(tokens.map(({ flow }) => flow));
  const awaits = element.incoming.map(({ id }) => id).filter((id) => !came.has(id));
  if (awaits.length > 0) beginReset(run, element, scope, awaits);
  yield* fork(run, { element, scope });
  yield* goOnIfActive(run, element, scope);
}

function* fork(run: Run, arrival: Arrival): Fiber {
  yield* passGateway(run, arrival);
  goOn(run, arrival.element, arrival.scope, yield* openFlows(run, arrival.element, arrival.scope));
}
