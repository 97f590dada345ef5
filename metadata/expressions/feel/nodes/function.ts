/** `function(a: number, b) a + b` (DMN 1.5 §10.3.2.15): a value that sees the names around its definition. */
import { FeelFunction, type Value } from '../../../value.ts';
import type { Parameter } from '../../feel-ast.ts';
import { ANY, functionOf, typeText } from '../../types.ts';
import { coerce } from '../conform.ts';
import { bind } from '../local.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { descend, type Local, note, type Run } from '../run.ts';
import { type NameScope, variable } from '../scopes.ts';

export const functionNode = defineNode({
  kind: 'function',

  analyse({ parameters, body, external }, scope, analysis) {
    const types = parameters.map(({ type }) => type ?? ANY);
    const result = analysis.of(body, withParameters(scope, parameters));
    return ofType(functionOf(types, external ? ANY : result.type));
  },

  compile(node, scope, compiler) {
    const { parameters, body, external } = node;
    const names = parameters.map(({ name }) => name);
    const type = compiler.typeOf(node);
    if (external) {
      const refuse = (run: Run) => note(run, 'A function in another language cannot be called here.');
      return (run) => new FeelFunction('function', names, () => refuse(run), type);
    }
    const read = compiler.compile(body, withParameters(scope, parameters));
    const levels = compiler.levelsOf(body);
    return (run, local) =>
      new FeelFunction(
        'function',
        names,
        (args) => {
          const bound = bindParameters(parameters, args, run, local);
          return bound && descend(run, levels, () => read(run, bound.local));
        },
        type,
      );
  },

  print({ parameters, body, external }, { print }) {
    const list = parameters.map(({ name, type }) => (type ? `${name}: ${typeText(type)}` : name)).join(', ');
    return `function(${list})${external ? ' external' : ''} ${print(body, BINDS.expression)}`;
  },
  binds: () => BINDS.expression,
});

// helpers //////////

function withParameters(scope: NameScope, parameters: readonly Parameter[]): NameScope {
  return parameters.reduce((inner, { name, type }) => variable(inner, name, ofType(type ?? ANY)), scope);
}

function bindParameters(
  parameters: readonly Parameter[],
  args: readonly Value[],
  run: Run,
  local: Local | null,
): { local: Local | null } | null {
  if (args.length !== parameters.length) {
    return note(run, `The function takes ${parameters.length} arguments, ${args.length} were given.`);
  }
  let bound = local;
  for (const [index, { name, type }] of parameters.entries()) {
    const value = type ? coerce(args[index]!, type) : args[index]!;
    if (value === undefined) return note(run, `The argument "${name}" is not of type ${typeText(type!)}.`);
    bound = bind(value, bound);
  }
  return { local: bound };
}
