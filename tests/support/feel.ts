/** FEEL in tests: an expression with its variables as plain JSON, and its value as the JSON that `toState` writes. */
import { type Compiled, type CompileOptions, compile, type Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';

/** 2026-11-22T09:30:00Z, a Sunday. */
export const NOW = Date.UTC(2026, 10, 22, 9, 30);

export function compiled(source: string, options: Partial<CompileOptions> = {}): Compiled {
  const result = compile(source, { language: 'feel', mistakes: 'warn', ...options });
  if (!result.ok) throw new Error(`${source}: ${result.problems.map(({ message }) => message).join(' ')}`);
  return result.compiled;
}

/** The value of an expression. */
export function feel(
  source: string,
  variables: Readonly<Record<string, Json>> = {},
  { env = {}, options = {} }: { env?: Partial<Env>; options?: Partial<CompileOptions> } = {},
): Json {
  const get = (name: string) => (Object.hasOwn(variables, name) ? fromState(variables[name]!) : undefined);
  return toState(compiled(source, options).evaluate({ get }, { now: NOW, zone: 'UTC', ...env }));
}

/** Whether an input meets the tests of a decision cell. */
export function meets(tests: string, input: Json, variables: Readonly<Record<string, Json>> = {}): Json {
  const all: Readonly<Record<string, Json>> = { ...variables, '?': input };
  const get = (name: string) => (Object.hasOwn(all, name) ? fromState(all[name]!) : undefined);
  return toState(compiled(tests, { language: 'feel-unary' }).evaluate({ get }, { now: NOW, zone: 'UTC' }));
}

/** The sentences with which a text is refused. */
export function refusal(source: string, options: Partial<CompileOptions> = {}): string[] {
  const result = compile(source, { language: 'feel', ...options });
  return result.ok ? [] : result.problems.map(({ message }) => message);
}
