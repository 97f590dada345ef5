/** Calls with named arguments (DMN 1.5 §10.3.2.13, table 63). */
import { FeelFunction, type Value } from '../../../value.ts';
import type { NamedArgument } from '../../feel-ast.ts';
import { checkCall } from '../call-check.ts';
import { callValue } from '../call-value.ts';
import { calleeOf } from '../callee.ts';
import { callBuiltInByName, functionNamed, inOrder } from '../calling.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { type Closure, note, type Run, spend } from '../run.ts';

export const namedCallNode = defineNode({
  kind: 'named-call',

  analyse: (node, scope, analysis) => ofType(checkCall(node, calleeOf(node.callee, scope), scope, analysis)),

  compile(node, scope, compiler) {
    const named = node.arguments;
    const closures = named.map(({ value }) => compiler.compile(value, scope));
    const args = (...place: Parameters<Closure>): Value[] => closures.map((closure) => closure(...place));
    const callee = calleeOf(node.callee, scope);
    if (callee.by === 'built-in') {
      const { builtIn } = callee;
      return (run, local) => {
        spend(run, 1);
        return callBuiltInByName(builtIn, named, args(run, local), run);
      };
    }
    if (callee.by === 'platform') {
      const { name } = callee;
      return (run, local) => callByName(functionNamed(name, run), named, args(run, local), run);
    }
    const read = compiler.compile(node.callee, scope);
    return (run, local) => callByName(read(run, local), named, args(run, local), run);
  },

  print: ({ callee, arguments: args }, { print }) =>
    `${print(callee, BINDS.operand)}(${args.map(({ name, value }) => `${name}: ${print(value, BINDS.expression)}`).join(', ')})`,
  binds: () => BINDS.operand,
});

// helpers //////////

function callByName(
  callee: Value,
  named: readonly NamedArgument[],
  values: readonly Value[],
  run: Run,
): Value {
  if (!(callee instanceof FeelFunction) || callee.parameters === null) return callValue(callee, values, run);
  const ordered = inOrder(callee.parameters, named, values);
  if (ordered) {
    // What is left out is null.
    while (ordered.length < callee.parameters.length) ordered.push(null);
    return callValue(callee, ordered, run);
  }
  const names = named.map(({ name }) => name).join(', ');
  return note(run, `${callee.name} has no parameters ${names}; it takes ${callee.parameters.join(', ')}.`);
}
