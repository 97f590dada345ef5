/** A boxed list (DMN 1.5 §7.3.7): one expression an item. */
import { ANY, joinTypes, listOf, type Type } from '#metadata/expression.ts';
import { defineBoxed, readsOf } from '../logic.ts';
import { expressionsOf } from '../only-expression.ts';

export const list = defineBoxed({
  tag: 'list',
  compile(element, place) {
    const items = expressionsOf(element).map((item) => place.compile(item, place));
    const types = items.map(({ type }) => type);
    return {
      type: listOf(types.length > 0 ? types.reduce<Type>(joinTypes, types[0]!) : ANY),
      reads: readsOf(items),
      evaluate: (names, evaluation) => items.map((item) => item.evaluate(names, evaluation)),
    };
  },
});
