/** `+ - * / **` (DMN 1.5 §10.3.2.13). What operands an operator takes stands in `../arithmetic.ts`. */
import { Decimal, FeelDateTime, typeName, type Value } from '../../../value.ts';
import type { ArithmeticOperator } from '../../feel-ast.ts';
import { say } from '../../sentences.ts';
import { typeSaid } from '../../type-said.ts';
import { OPERATIONS } from '../arithmetic.ts';
import { arithmeticType } from '../arithmetic-type.ts';
import { ofType } from '../meanings.ts';
import { BINDS, type Binding, defineNode } from '../rules.ts';
import { note } from '../run.ts';

export const arithmeticNode = defineNode({
  kind: 'arithmetic',

  analyse(node, scope, analysis) {
    const left = analysis.of(node.left, scope).type;
    const right = analysis.of(node.right, scope).type;
    const result = arithmeticType(node.operator, left, right);
    if (result) return ofType(result);
    const hint =
      node.operator === '+' && (left.kind === 'string' || right.kind === 'string') ? say('write_string') : '';
    const { operator } = node;
    analysis.mistake(node, 'no_meaning', { left: typeSaid(left), operator, right: typeSaid(right), hint });
    return ofType({ kind: 'any' });
  },

  compile({ operator, left, right }, scope, compiler) {
    const readLeft = compiler.compile(left, scope);
    const readRight = compiler.compile(right, scope);
    const operate = OPERATIONS[operator];
    return (run, local) => {
      const a = readLeft(run, local);
      const b = readRight(run, local);
      if (a === null || b === null) return null;
      const result = operate(a, b, run);
      if (result !== undefined && result !== null) return result;
      if (result === undefined) return note(run, `${typeName(a)} ${operator} ${typeName(b)} has no meaning.`);
      return note(run, `${typeName(a)} ${operator} ${typeName(b)}: ${whyNothing(operator, b)}.`);
    };
  },

  print({ operator, left, right }, printer) {
    const binds = BINDING[operator];
    return `${printer.print(left, binds)} ${operator} ${printer.print(right, (binds + 1) as Binding)}`;
  },
  binds: ({ operator }) => BINDING[operator],
});

// helpers //////////

function whyNothing(operator: ArithmeticOperator, right: Value): string {
  if (operator === '/' && right instanceof Decimal && right.isZero()) return 'division by zero';
  return right instanceof FeelDateTime ? 'one has a time zone, the other has none' : 'out of bounds';
}

const BINDING = {
  '+': BINDS.sum,
  '-': BINDS.sum,
  '*': BINDS.product,
  '/': BINDS.product,
  '**': BINDS.power,
} as const;
