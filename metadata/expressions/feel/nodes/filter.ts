/**
 * `target[test]` (DMN 1.5 §10.3.2.5): a number picks one item, from the end where it is negative; any other test keeps
 * the items for which it is true. A value that is no list is a list of itself.
 */
import { isDecimal, type Value } from '../../../value.ts';
import { listOf } from '../../types.ts';
import { bind } from '../local.ts';
import { elementOf } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { type Closure, type Local, note, type Run, spend } from '../run.ts';
import { itemScope } from '../scopes.ts';

export const filterNode = defineNode({
  kind: 'filter',

  analyse({ target, test }, scope, analysis) {
    const list = analysis.of(target, scope);
    const element = elementOf(list);
    const by = analysis.of(test, itemScope(scope, element));
    if (by.type.kind === 'number') return element;
    if (by.type.kind === 'boolean') return { type: listOf(element.type), path: list.path };
    return { type: { kind: 'any' }, path: list.path };
  },

  compile({ target, test }, scope, compiler) {
    const read = compiler.compile(target, scope);
    const item = itemScope(scope, elementOf(compiler.meaningOf(target)));
    const keeps = compiler.compile(test, item);
    // An index that reads nothing of the items is worked out once, whatever the list holds.
    const index = compiler.typeOf(test).kind === 'number';
    return (run, local) => {
      const value = read(run, local);
      const list = Array.isArray(value) ? value : value === null ? [] : [value];
      return index
        ? pick(list, keeps(run, bind(list[0] ?? null, local)), run)
        : filter(list, keeps, run, local);
    };
  },

  print: ({ target, test }, printer) =>
    `${printer.print(target, BINDS.operand)}[${printer.print(test, BINDS.expression)}]`,
  binds: () => BINDS.operand,
});

// helpers //////////

function filter(list: readonly Value[], test: Closure, run: Run, local: Local | null): Value {
  // The test of no item: an index of an empty list is null, the matches in one are none.
  if (list.length === 0) return isDecimal(test(run, bind(null, local))) ? null : [];
  const kept: Value[] = [];
  for (const [position, item] of list.entries()) {
    spend(run, 1);
    const result = test(run, bind(item, local));
    if (position === 0 && isDecimal(result)) return pick(list, result, run);
    if (result === true) kept.push(item);
  }
  return kept;
}

function pick(list: readonly Value[], index: Value, run: Run): Value {
  if (!isDecimal(index) || !index.isInteger()) return note(run, 'An index must be a whole number.');
  const position = index.isNegative() ? index.plus(list.length) : index.minus(1);
  if (index.isZero() || position.isNegative() || position.gte(list.length)) {
    return note(run, `There is no item ${index} in a list of ${list.length}.`);
  }
  return list[position.toNumber()]!;
}
