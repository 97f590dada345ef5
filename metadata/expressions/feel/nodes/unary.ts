/** `(< 5)` as a value: a range with one bound (DMN 1.5 §10.3.2.7). As a test it is compiled by `../testing.ts`. */
import { rangeOf, type Type } from '../../types.ts';
import { ofType } from '../meanings.ts';
import { openRange } from '../ranges.ts';
import { BINDS, defineNode } from '../rules.ts';

export const unaryNode = defineNode({
  kind: 'unary',

  analyse({ operand }, scope, analysis) {
    const type: Type = rangeOf(analysis.of(operand, scope).type);
    return ofType(type);
  },

  compile({ operator, operand }, scope, compiler) {
    const read = compiler.compile(operand, scope);
    return (run, local) => openRange(operator, read(run, local));
  },

  print: ({ operator, operand }, printer) => `${operator} ${printer.print(operand, BINDS.sum)}`,
  binds: () => BINDS.test,
});
