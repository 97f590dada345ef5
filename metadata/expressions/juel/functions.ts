/** Functions of Camunda's expressions. Those about people come with `Env.functions`, as do further ones. */

import type { Env } from '../../expression.ts';
import type { Value } from '../../value.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { now } from '../temporal.ts';

const FUNCTIONS: { readonly [name: string]: (args: readonly Value[], env: Env) => Value } = {
  now: (_, env) => now(env),
  dateTime: (_, env) => now(env),
};

export function callFunction(name: string, args: readonly Value[], env: Env): Value {
  const given = env.functions && Object.hasOwn(env.functions, name) ? env.functions[name] : undefined;
  if (given !== undefined) return given.invoke(args);
  if (Object.hasOwn(FUNCTIONS, name)) return FUNCTIONS[name]!(args, env);
  throw new EvaluationFailure(`there is no function ${name}()`);
}
