/** A boxed conditional (DMN 1.5 §7.3.10): `if`, `then`, `else`; null takes `else` like false. */
import { joinTypes } from '#metadata/expression.ts';
import { defineBoxed, readsOf } from '../logic.ts';
import { expressionIn } from '../only-expression.ts';

export const conditional = defineBoxed({
  tag: 'conditional',
  compile(element, place) {
    const condition = expressionIn(element, 'if', place);
    const then = expressionIn(element, 'then', place);
    const otherwise = expressionIn(element, 'else', place);
    return {
      type: joinTypes(then.type, otherwise.type),
      reads: readsOf([condition, then, otherwise]),
      evaluate(names, evaluation) {
        const met = condition.evaluate(names, evaluation);
        if (met === null || typeof met === 'boolean')
          return (met ? then : otherwise).evaluate(names, evaluation);
        evaluation.env.notes.push('A condition gives neither true nor false.');
        return null;
      },
    };
  },
});
