/** Calling a function that is a value: one defined in an expression, one of the platform's, one of FEEL's handed around. */
import { FeelFunction, typeName, type Value } from '../../value.ts';
import { note, type Run, spend } from './run.ts';

export function callValue(callee: Value, args: readonly Value[], run: Run): Value {
  spend(run, 1);
  if (callee === null) return null;
  if (!(callee instanceof FeelFunction)) return note(run, `A ${typeName(callee)} cannot be called.`);
  if (callee.parameters !== null && args.length > callee.parameters.length) {
    return note(
      run,
      `${callee.name} takes ${callee.parameters.length} arguments, ${args.length} were given.`,
    );
  }
  return callee.invoke(args);
}
