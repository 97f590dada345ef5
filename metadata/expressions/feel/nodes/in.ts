/** `value in tests` (DMN 1.5 §10.3.2.13, table 54): true when one of the tests is met. */

import type { Value } from '../../../value.ts';
import { BOOLEAN } from '../../types.ts';
import { bind } from '../local.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { INPUT_NAME, variable } from '../scopes.ts';
import { analyseTest, compileTest } from '../testing.ts';

export const inNode = defineNode({
  kind: 'in',

  analyse({ value, tests }, scope, analysis) {
    const meaning = analysis.of(value, scope);
    const inner = variable(scope, INPUT_NAME, meaning);
    for (const test of tests) analyseTest(test, { node: value, type: meaning.type }, inner, analysis);
    return ofType(BOOLEAN);
  },

  compile({ value, tests }, scope, compiler) {
    const read = compiler.compile(value, scope);
    const inner = variable(scope, INPUT_NAME, compiler.meaningOf(value));
    const closures = tests.map((test) => compileTest(test, inner, compiler));
    return (run, local) => {
      const input = bind(read(run, local), local);
      let result: Value = false;
      for (const closure of closures) {
        const met = closure(run, input);
        if (met === true) return true;
        if (met === null) result = null;
      }
      return result;
    };
  },

  print({ value, tests }, printer) {
    const [only] = tests;
    const behind =
      tests.length === 1 && only!.kind !== 'unary'
        ? printer.print(only!, BINDS.sum)
        : `(${tests.map((test) => printer.print(test, BINDS.test)).join(', ')})`;
    return `${printer.print(value, BINDS.comparison)} in ${behind}`;
  },
  binds: () => BINDS.comparison,
});
