/** A whole decision cell (DMN 1.5 §8.3.3): met when one test is, or none behind `not`; `-` is always met. */
import type { Value } from '../../../value.ts';
import { BOOLEAN } from '../../types.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { INPUT_NAME, resolve } from '../scopes.ts';
import { analyseTest, compileTest } from '../testing.ts';

export const unaryTestsNode = defineNode({
  kind: 'unary-tests',

  analyse(node, scope, analysis) {
    const { final } = resolve(scope, INPUT_NAME);
    const type = final.at === 'local' ? final.meaning.type : ({ kind: 'any' } as const);
    for (const test of node.tests) analyseTest(test, { node, type }, scope, analysis);
    return ofType(BOOLEAN);
  },

  compile({ negated, tests }, scope, compiler) {
    if (tests.length === 0) return () => true;
    const closures = tests.map((test) => compileTest(test, scope, compiler));
    return (run, local) => {
      let result: Value = false;
      for (const closure of closures) {
        const met = closure(run, local);
        if (met === true) return !negated;
        if (met === null) result = null;
      }
      return result === null ? null : negated;
    };
  },

  print({ negated, tests }, printer) {
    if (tests.length === 0) return '-';
    const text = tests.map((test) => printer.print(test, BINDS.test)).join(', ');
    return negated ? `not(${text})` : text;
  },
  binds: () => BINDS.test,
});
