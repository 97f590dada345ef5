/** `-operand` of a number or a duration (DMN 1.5 §10.3.2.13, table 61). */
import { typeName } from '../../../value.ts';
import { typeSaid } from '../../type-said.ts';
import { ANY, type Kind } from '../../types.ts';
import { negate } from '../arithmetic.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { note } from '../run.ts';

const NEGATABLE: readonly Kind[] = [
  'any',
  'null',
  'number',
  'days and time duration',
  'years and months duration',
];

export const negationNode = defineNode({
  kind: 'negation',

  analyse(node, scope, analysis) {
    const { type } = analysis.of(node.operand, scope);
    if (NEGATABLE.includes(type.kind)) return ofType(type);
    analysis.mistake(node, 'minus_of', { type: typeSaid(type) });
    return ofType(ANY);
  },

  compile({ operand }, scope, compiler) {
    const read = compiler.compile(operand, scope);
    return (run, local) => {
      const value = read(run, local);
      if (value === null) return null;
      const result = negate(value);
      return result === undefined ? note(run, `Minus has no meaning for a ${typeName(value)}.`) : result;
    };
  },

  print: ({ operand }, printer) => `-${printer.print(operand, BINDS.negation)}`,
  binds: () => BINDS.negation,
});
