/** Calls with positional arguments (DMN 1.5 §10.3.2.13, table 62). */
import type { Value } from '../../../value.ts';
import { callBuiltIn } from '../builtins/define.ts';
import { checkCall } from '../call-check.ts';
import { callValue } from '../call-value.ts';
import { calleeOf } from '../callee.ts';
import { functionNamed } from '../calling.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { type Closure, spend } from '../run.ts';

export const callNode = defineNode({
  kind: 'call',

  analyse: (node, scope, analysis) => ofType(checkCall(node, calleeOf(node.callee, scope), scope, analysis)),

  compile(node, scope, compiler) {
    const closures = node.arguments.map((arg) => compiler.compile(arg, scope));
    const args = (...place: Parameters<Closure>): Value[] => closures.map((closure) => closure(...place));
    const callee = calleeOf(node.callee, scope);
    if (callee.by === 'built-in') {
      const { builtIn } = callee;
      return (run, local) => {
        spend(run, 1);
        return callBuiltIn(builtIn, args(run, local), run);
      };
    }
    if (callee.by === 'platform') {
      const { name } = callee;
      return (run, local) => callValue(functionNamed(name, run), args(run, local), run);
    }
    const read = compiler.compile(node.callee, scope);
    return (run, local) => callValue(read(run, local), args(run, local), run);
  },

  print: ({ callee, arguments: args }, { print }) =>
    `${print(callee, BINDS.operand)}(${args.map((arg) => print(arg, BINDS.expression)).join(', ')})`,
  binds: () => BINDS.operand,
});
