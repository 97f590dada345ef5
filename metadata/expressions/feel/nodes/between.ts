/** `value between low and high` (DMN 1.5 §10.3.2.13, table 53): both bounds included. */
import { BOOLEAN } from '../../types.ts';
import { checkComparison, compareBy } from '../comparing.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const betweenNode = defineNode({
  kind: 'between',

  analyse({ value, low, high }, scope, analysis) {
    const middle = { node: value, type: analysis.of(value, scope).type };
    checkComparison('>=', middle, { node: low, type: analysis.of(low, scope).type }, analysis);
    checkComparison('<=', middle, { node: high, type: analysis.of(high, scope).type }, analysis);
    return ofType(BOOLEAN);
  },

  compile({ value, low, high }, scope, compiler) {
    const read = compiler.compile(value, scope);
    const readLow = compiler.compile(low, scope);
    const readHigh = compiler.compile(high, scope);
    return (run, local) => {
      const middle = read(run, local);
      const above = compareBy('>=', middle, readLow(run, local), run);
      const below = compareBy('<=', middle, readHigh(run, local), run);
      return above === null || below === null ? null : above && below;
    };
  },

  print: ({ value, low, high }, printer) =>
    `${printer.print(value, BINDS.comparison)} between ${printer.print(low, BINDS.sum)} and ${printer.print(high, BINDS.sum)}`,
  binds: () => BINDS.comparison,
});
