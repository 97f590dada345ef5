/** Values that people type without a form, and values as text: FEEL, as the engine reads and writes it. */
import { compile, type Env, EvaluationFailure } from '#metadata/expression.ts';
import type { Said } from '#metadata/said.ts';
import type { Json, Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';

export type TypedValue =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Said };

/** A literal or an expression without names. Nothing is null; a word that is no FEEL is most likely meant as text. */
export function typedValue(text: string, env: Env): TypedValue {
  const typed = text.trim();
  if (typed === '') return { ok: true, value: null };
  // A date as it stands would be a subtraction.
  const written = ISO_DATE.test(typed) ? `@"${typed}"` : typed;
  const compiled = compile(written, { language: 'feel', names: {} });
  if (!compiled.ok) {
    if (/^[\p{L}\p{M}\d .,@/_-]+$/u.test(typed)) return { ok: true, value: typed };
    return { ok: false, reason: compiled.problems[0]! };
  }
  try {
    return { ok: true, value: compiled.compiled.evaluate({ get: () => undefined }, env) };
  } catch (failure) {
    if (!(failure instanceof EvaluationFailure)) throw failure;
    return { ok: false, reason: notEvaluated(failure) };
  }
}

/** The same as a process keeps it. */
export function typedState(text: string, env: Env): { ok: true; value: Json } | { ok: false; reason: Said } {
  const typed = typedValue(text, env);
  return typed.ok ? { ok: true, value: toState(typed.value) } : typed;
}

/** Why there is no value, as the evaluation says it. */
export function notEvaluated({ message }: EvaluationFailure): Said {
  return { code: 'not_evaluated', message };
}

const ISO_DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;

const AS_TEXT = compile('string(value)', { language: 'feel' });

/** As FEEL writes it. */
export function valueText(value: Value, env: Env): string {
  if (value === null || !AS_TEXT.ok) return 'null';
  const text = AS_TEXT.compiled.evaluate({ get: (name) => (name === 'value' ? value : undefined) }, env);
  return typeof text === 'string' ? text : 'null';
}

/** A process variable as text: texts in quotation marks, so that "5" is not 5. */
export function stateText(state: Json, env: Env): string {
  return typeof state === 'string' ? JSON.stringify(state) : valueText(fromState(state), env);
}
