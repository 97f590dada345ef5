/** `and`, `or` in three values (DMN 1.5 §10.3.2.13, tables 50 and 51): what is no boolean counts as unknown. */
import type { Value } from '../../../value.ts';
import { typeSaid } from '../../type-said.ts';
import { BOOLEAN } from '../../types.ts';
import { ofType } from '../meanings.ts';
import { BINDS, type Binding, defineNode } from '../rules.ts';
import type { Closure } from '../run.ts';

export const logicNode = defineNode({
  kind: 'logic',

  analyse({ operator, operands }, scope, analysis) {
    for (const operand of operands) {
      const { type } = analysis.of(operand, scope);
      if (type.kind === 'any' || type.kind === 'null' || type.kind === 'boolean') continue;
      analysis.mistake(operand, 'joins_conditions', { operator, type: typeSaid(type) });
    }
    return ofType(BOOLEAN);
  },

  compile({ operator, operands }, scope, compiler) {
    const closures = operands.map((operand) => compiler.compile(operand, scope));
    // One operand that decides alone ends the evaluation: false for `and`, true for `or`.
    const decisive = operator === 'or';
    return closures.length === 2 ? two(closures[0]!, closures[1]!, decisive) : many(closures, decisive);
  },

  print({ operator, operands }, printer) {
    const above = (BINDS[operator] + 1) as Binding;
    return operands.map((operand) => printer.print(operand, above)).join(` ${operator} `);
  },
  binds: ({ operator }) => BINDS[operator],
});

// helpers //////////

function two(first: Closure, second: Closure, decisive: boolean): Closure {
  return (run, local) => {
    const a = first(run, local);
    if (a === decisive) return decisive;
    return join(a, second(run, local), decisive);
  };
}

function many(closures: readonly Closure[], decisive: boolean): Closure {
  return (run, local) => {
    let result: Value = !decisive;
    for (const closure of closures) {
      result = join(result, closure(run, local), decisive);
      if (result === decisive) return decisive;
    }
    return result;
  };
}

function join(a: Value, b: Value, decisive: boolean): Value {
  if (a === decisive || b === decisive) return decisive;
  return a === !decisive && b === !decisive ? !decisive : null;
}
