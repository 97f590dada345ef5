/** A boxed filter (DMN 1.5 §7.3.11): the items for which the match is true; it sees the item and the item's fields. */
import { listOf, type Type } from '#metadata/expression.ts';
import { isContext, type Value } from '#metadata/value.ts';
import { binding, bindingAll, defineBoxed, readsOf, seeing } from '../logic.ts';
import { itemTypeOf, loop, runCondition } from '../looping.ts';
import { expressionIn } from '../only-expression.ts';

const LOOP = loop('list[body(item)]');

export const filter = defineBoxed({
  tag: 'filter',
  compile(element, place) {
    const list = expressionIn(element, 'in', place);
    const item = itemTypeOf(list.type);
    const fields: Readonly<Record<string, Type>> = (item.kind === 'context' && item.fields) || {};
    const match = expressionIn(element, 'match', seeing(place, { ...fields, item }));
    return {
      type: listOf(item),
      reads: [...list.reads, ...readsOf([match], ['item', ...Object.keys(fields)])],
      evaluate: (names, evaluation) =>
        runCondition(
          LOOP,
          list.evaluate(names, evaluation),
          (value) => match.evaluate(binding(bindingAll(names, fieldsOf(value)), 'item', value), evaluation),
          evaluation,
        ),
    };
  },
});

// helpers //////////

function fieldsOf(value: Value): ReadonlyMap<string, Value> {
  return new Map(isContext(value) ? Object.entries(value) : []);
}
