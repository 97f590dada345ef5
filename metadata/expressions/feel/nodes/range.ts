/** `[low..high)` (DMN 1.5 §10.3.2.7): bounds of one kind that has an order; a bound may be null, which leaves that end open. */
import { Range, typeName } from '../../../value.ts';
import { joinTypes, rangeOf } from '../../types.ts';
import { checkComparison } from '../comparing.ts';
import { ofType } from '../meanings.ts';
import { compare } from '../order.ts';
import { BINDS, defineNode } from '../rules.ts';
import { note } from '../run.ts';

export const rangeNode = defineNode({
  kind: 'range',

  analyse({ low, high }, scope, analysis) {
    const from = { node: low, type: analysis.of(low, scope).type };
    const to = { node: high, type: analysis.of(high, scope).type };
    checkComparison('<=', from, to, analysis);
    return ofType(rangeOf(joinTypes(from.type, to.type)));
  },

  compile({ low, high, lowIncluded, highIncluded }, scope, compiler) {
    const readLow = compiler.compile(low, scope);
    const readHigh = compiler.compile(high, scope);
    return (run, local) => {
      const start = readLow(run, local);
      const end = readHigh(run, local);
      if (start !== null && end !== null) {
        const order = compare(start, end, run.env);
        if (order === null)
          return note(run, `There is no range from ${typeName(start)} to ${typeName(end)}.`);
        if (order > 0) return note(run, 'The lower bound of a range is above its upper one.');
      }
      return new Range(start, end, lowIncluded && start !== null, highIncluded && end !== null);
    };
  },

  print({ low, high, lowIncluded, highIncluded }, { print }) {
    const [open, close] = [lowIncluded ? '[' : '(', highIncluded ? ']' : ')'];
    return `${open}${print(low, BINDS.sum)}..${print(high, BINDS.sum)}${close}`;
  },
  binds: () => BINDS.operand,
});
