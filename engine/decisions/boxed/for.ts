/** A boxed `for` (DMN 1.5 §7.3.12): one result an item; the body may read `partial`, the results before. */
import { ANY, listOf } from '#metadata/expression.ts';
import { binding, defineBoxed, readsOf, seeing } from '../logic.ts';
import { itemTypeOf, loop, runLoop } from '../looping.ts';
import { expressionIn } from '../only-expression.ts';

const LOOP = loop('for item in list return body(item, partial)');
const PARTIAL = 'partial';

export const forLoop = defineBoxed({
  tag: 'for',
  compile(element, place) {
    const variable = element.attributes.iteratorVariable ?? 'item';
    const list = expressionIn(element, 'in', place);
    const inner = seeing(place, { [variable]: itemTypeOf(list.type), [PARTIAL]: listOf(ANY) });
    const body = expressionIn(element, 'return', inner);
    return {
      type: listOf(body.type),
      reads: [...list.reads, ...readsOf([body], [variable, PARTIAL])],
      evaluate: (names, evaluation) =>
        runLoop(
          LOOP,
          list.evaluate(names, evaluation),
          (item, partial) =>
            body.evaluate(binding(binding(names, variable, item!), PARTIAL, partial!), evaluation),
          evaluation,
        ),
    };
  },
});
