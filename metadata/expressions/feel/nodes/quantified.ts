/**
 * `some x in xs satisfies c`, `every …` (DMN 1.5 §10.3.2.14): the conditions joined by `or` and by `and`, in three
 * values; over nothing `some` is false and `every` true.
 */
import type { Value } from '../../../value.ts';
import { typeSaid } from '../../type-said.ts';
import { BOOLEAN } from '../../types.ts';
import { analyseIterators, compileIterators, printIterators } from '../iterating.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const quantifiedNode = defineNode({
  kind: 'quantified',

  analyse({ quantifier, iterators, condition }, scope, analysis) {
    const inner = analyseIterators(iterators, scope, analysis);
    const { type } = analysis.of(condition, inner);
    if (type.kind !== 'any' && type.kind !== 'null' && type.kind !== 'boolean') {
      analysis.mistake(condition, 'condition_wanted', { word: quantifier, type: typeSaid(type) });
    }
    return ofType(BOOLEAN);
  },

  compile({ quantifier, iterators, condition }, scope, compiler) {
    const { loop, scope: inner } = compileIterators(iterators, scope, compiler);
    const test = compiler.compile(condition, inner);
    const decisive = quantifier === 'some';
    return (run, local) => {
      let result: Value = !decisive;
      const complete = loop(run, local, (_run, bound) => {
        const met = test(run, bound);
        if (met === decisive) result = decisive;
        else if (met !== !decisive) result = null;
        return met === decisive;
      });
      return complete ? result : null;
    };
  },

  print: ({ quantifier, iterators, condition }, printer) =>
    `${quantifier} ${printIterators(iterators, printer)} satisfies ${printer.print(condition, BINDS.expression)}`,
  binds: () => BINDS.expression,
});
