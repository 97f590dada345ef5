/** Calls at run time: the function is found by its name, named arguments are put in the order of its parameters. */
import type { Value } from '../../value.ts';
import type { NamedArgument } from '../feel-ast.ts';
import { builtInAsValue } from './built-in-value.ts';
import { type BuiltIn, callFitting, type Overload } from './builtins/define.ts';
import { note, type Run } from './run.ts';

/** The function of that name: from the scope, the platform's or FEEL's. */
export function functionNamed(name: string, run: Run): Value {
  const found = run.scope.get(name) ?? run.env.functions?.[name] ?? builtInAsValue(name, run);
  return found ?? note(run, `There is no function "${name}".`);
}

/** The arguments in the order of the parameters, or null where a name is not one of them. */
export function inOrder(
  parameters: readonly string[],
  named: readonly Pick<NamedArgument, 'name'>[],
  values: readonly Value[],
): Value[] | null {
  const ordered: (Value | undefined)[] = parameters.map(() => undefined);
  for (const [index, { name }] of named.entries()) {
    const at = parameters.indexOf(name);
    if (at < 0 || ordered[at] !== undefined) return null;
    ordered[at] = values[index]!;
  }
  // What is left out at the end is not given at all; in the middle it is null.
  while (ordered.length > 0 && ordered.at(-1) === undefined) ordered.pop();
  return ordered.map((value) => value ?? null);
}

/** A function of FEEL's by named arguments: the overload that has all these names and gets all it needs. */
export function callBuiltInByName(
  builtIn: BuiltIn,
  named: readonly Pick<NamedArgument, 'name'>[],
  values: readonly Value[],
  run: Run,
): Value {
  const names = named.map(({ name }) => name);
  const argumentsFor = ({ parameters }: Overload) => {
    const needed = parameters.filter((one) => !one.optional && !one.rest);
    if (!needed.every(({ name }) => names.includes(name))) return null;
    return inOrder(
      parameters.map(({ name }) => name),
      named,
      values,
    );
  };
  const otherwise = `${builtIn.name} does not take the arguments ${names.join(', ')}.`;
  return callFitting(builtIn, argumentsFor, otherwise, run);
}
