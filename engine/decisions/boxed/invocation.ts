/** A boxed invocation (DMN 1.5 §7.3.6): calls a function with arguments bound to its parameters by name. */
import { ANY, type Scope } from '#metadata/expression.ts';
import { FeelFunction, type Value } from '#metadata/value.ts';
import { defineBoxed, type Evaluation, type Logic, readsOf } from '../logic.ts';
import { childOf, childrenOf, nameOf } from '../namespaces.ts';
import { expressionsOf, NO_LOGIC, onlyExpression } from '../only-expression.ts';

export const invocation = defineBoxed({
  tag: 'invocation',
  compile(element, place) {
    const called = expressionsOf(element).find(({ name }) => name !== 'binding');
    const callee = called ? place.compile(called, place) : NO_LOGIC;
    const bindings = childrenOf(element, 'binding').map((part) => ({
      name: nameOf(childOf(part, 'parameter')) ?? '',
      logic: onlyExpression(part, place),
    }));
    return {
      type: callee.type.kind === 'function' ? callee.type.result : ANY,
      reads: readsOf([callee, ...bindings.map(({ logic }) => logic)]),
      evaluate(names, evaluation) {
        return call(callee.evaluate(names, evaluation), bindings, names, evaluation);
      },
    };
  },
});

// helpers //////////

function call(
  callee: Value,
  bindings: readonly { readonly name: string; readonly logic: Logic }[],
  names: Scope,
  evaluation: Evaluation,
): Value {
  const { notes } = evaluation.env;
  if (!(callee instanceof FeelFunction)) {
    notes.push('What an invocation calls is no function.');
    return null;
  }
  const parameters = callee.parameters ?? bindings.map(({ name }) => name);
  const unknown = bindings.find(({ name }) => !parameters.includes(name));
  if (unknown) {
    notes.push(`${callee.name} has no parameter "${unknown.name}".`);
    return null;
  }
  return callee.invoke(
    parameters.map((parameter) => {
      const bound = bindings.find(({ name }) => name === parameter);
      return bound ? bound.logic.evaluate(names, evaluation) : null;
    }),
  );
}
