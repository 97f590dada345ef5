/** A boxed `some` or `every` (DMN 1.5 §7.3.13): whether the condition holds for one item, or for all. */
import { type BoxedRules, binding, defineBoxed, readsOf, seeing } from '../logic.ts';
import { itemTypeOf, loop, runCondition } from '../looping.ts';
import { expressionIn } from '../only-expression.ts';

export const some = quantified('some');
export const every = quantified('every');

// helpers //////////

function quantified(tag: 'some' | 'every'): BoxedRules {
  const compiledLoop = loop(`${tag} item in list satisfies body(item)`);
  return defineBoxed({
    tag,
    compile(element, place) {
      const variable = element.attributes.iteratorVariable ?? 'item';
      const list = expressionIn(element, 'in', place);
      const condition = expressionIn(
        element,
        'satisfies',
        seeing(place, { [variable]: itemTypeOf(list.type) }),
      );
      return {
        type: { kind: 'boolean' },
        reads: [...list.reads, ...readsOf([condition], [variable])],
        evaluate: (names, evaluation) =>
          runCondition(
            compiledLoop,
            list.evaluate(names, evaluation),
            (item) => condition.evaluate(binding(names, variable, item), evaluation),
            evaluation,
          ),
      };
    },
  });
}
