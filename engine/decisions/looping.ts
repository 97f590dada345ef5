/**
 * What the boxed loops share (DMN 1.5 §7.3.11–7.3.13): they are FEEL's own `for`, `some`, `every` and filter, with a boxed body in
 * place of the text, so that both behave the same.
 */
import { ANY, type Compiled, compile, type Scope, type Type } from '#metadata/expression.ts';
import { FeelFunction, type Value } from '#metadata/value.ts';
import type { Evaluation } from './logic.ts';

/** A loop as FEEL, over `list` with `body`. */
export function loop(source: string): Compiled {
  const result = compile(source, { language: 'feel' });
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.compiled;
}

/** Runs a loop over a value; `body` gets the item, and what else the loop's text hands on. */
export function runLoop(
  { evaluate }: Compiled,
  list: Value,
  body: (...args: Value[]) => Value,
  evaluation: Evaluation,
): Value {
  const call = new FeelFunction('body', null, (args) => body(...args));
  const scope: Scope = { get: (name) => (name === 'list' ? list : name === 'body' ? call : undefined) };
  return evaluate(scope, evaluation.env);
}

/** A loop whose body is a condition: one that gives anything but true, false or null makes the whole null. */
export function runCondition(
  compiled: Compiled,
  list: Value,
  condition: (item: Value) => Value,
  evaluation: Evaluation,
): Value {
  let failed = false;
  const body = (item: Value = null): Value => {
    const met = condition(item);
    if (met !== null && typeof met !== 'boolean') failed = true;
    return failed ? null : met;
  };
  const result = runLoop(compiled, list, body, evaluation);
  if (!failed) return result;
  evaluation.env.notes.push('A condition of a loop gives neither true nor false.');
  return null;
}

/** The type of what a loop binds, by the type of what it runs over. */
export function itemTypeOf(list: Type): Type {
  return list.kind === 'list' || list.kind === 'range' ? list.of : list.kind === 'any' ? ANY : list;
}
