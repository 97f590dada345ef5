/** A function of FEEL's as a value: `sort(list, max)`, `f = count`. */
import { FeelFunction } from '../../value.ts';
import { functionOf, type Type } from '../types.ts';
import { type BuiltIn, callBuiltIn } from './builtins/define.ts';
import { BUILT_INS } from './builtins/table.ts';
import type { Run } from './run.ts';

/** undefined where FEEL has no such function. */
export function builtInAsValue(name: string, run: Run): FeelFunction | undefined {
  const builtIn = Object.hasOwn(BUILT_INS, name) ? BUILT_INS[name] : undefined;
  if (!builtIn) return undefined;
  const names =
    builtIn.overloads.length === 1 ? builtIn.overloads[0]!.parameters.map((one) => one.name) : null;
  return new FeelFunction(
    name,
    names,
    (args) => callBuiltIn(builtIn, args, run),
    typeOfBuiltIn(builtIn),
    builtIn,
  );
}

// helpers //////////

/** By the first way to call it; null where its result depends on the arguments. */
function typeOfBuiltIn({ overloads }: BuiltIn): Type | null {
  const [first] = overloads;
  if (!first || typeof first.result === 'function') return null;
  return functionOf(
    first.parameters.map(({ type }) => type),
    first.result,
  );
}
