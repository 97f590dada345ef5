/** `= != < <= > >=` (DMN 1.5 §10.3.2.13, tables 54–56). */
import { BOOLEAN } from '../../types.ts';
import { checkComparison, compareBy } from '../comparing.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const comparisonNode = defineNode({
  kind: 'comparison',

  analyse({ operator, left, right }, scope, analysis) {
    const a = { node: left, type: analysis.of(left, scope).type };
    const b = { node: right, type: analysis.of(right, scope).type };
    checkComparison(operator, a, b, analysis);
    return ofType(BOOLEAN);
  },

  compile({ operator, left, right }, scope, compiler) {
    const readLeft = compiler.compile(left, scope);
    const readRight = compiler.compile(right, scope);
    return (run, local) => compareBy(operator, readLeft(run, local), readRight(run, local), run);
  },

  print: ({ operator, left, right }, printer) =>
    `${printer.print(left, BINDS.comparison)} ${operator} ${printer.print(right, BINDS.sum)}`,
  binds: () => BINDS.comparison,
});
