/** `sort(list, precedes)` (DMN 1.5 §10.3.4.8): stable; without a function by the items' own order. */
import type { FeelFunction, Value } from '../../../value.ts';
import { ANY, functionOf, listOf, type Type } from '../../types.ts';
import { callValue } from '../call-value.ts';
import { compare } from '../order.ts';
import { note, type Run, spend } from '../run.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

const LIST = parameter('list', listOf(ANY));
const sameList = (args: readonly Type[]): Type => (args[0]?.kind === 'list' ? args[0] : listOf(ANY));

export const sort = defineBuiltIn(
  'sort',
  overload<readonly [Value[]]>([LIST], sameList, ([list], run) => naturally(list, run)),
  overload<readonly [Value[], FeelFunction | null]>(
    [LIST, nullable('precedes', functionOf(null, ANY))],
    sameList,
    ([list, precedes], run) => (precedes ? by(list, precedes, run) : naturally(list, run)),
  ),
);

// helpers //////////

function naturally(list: readonly Value[], run: Run): Value {
  let ordered = true;
  const sorted = list.toSorted((a, b) => {
    spend(run, 1);
    const order = compare(a, b, run.env);
    if (order === null) ordered = false;
    return order ?? 0;
  });
  return ordered ? sorted : note(run, 'sort: the items have no order among them.');
}

function by(list: readonly Value[], precedes: FeelFunction, run: Run): Value {
  if (precedes.parameters !== null && precedes.parameters.length !== 2) {
    return note(run, 'sort: the function must take two items and say whether the first comes before.');
  }
  return list.toSorted((a, b) => {
    if (callValue(precedes, [a, b], run) === true) return -1;
    return callValue(precedes, [b, a], run) === true ? 1 : 0;
  });
}
