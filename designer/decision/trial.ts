/** A decision tried with values somebody typed: evaluated by the code that runs it on the server, with nothing written anywhere. */
import { type Decision, deployDecisions } from '#engine/decision.ts';
import { compile, type Env, EvaluationFailure } from '#metadata/expression.ts';
import { platformFunctions } from '#metadata/functions.ts';
import { decisionFacts, processFacts } from '#metadata/process.ts';
import type { Registry } from '#metadata/registry.ts';
import { type Said, saying } from '#metadata/said.ts';
import { contextOf, type Value } from '#metadata/value.ts';
import { notEvaluated, typedValue, valueText } from '../kit/feel-value.ts';
import type { DecisionTable } from './decision-table.ts';

export interface TrialInput {
  /** `amount`, `deal.amount`. */
  readonly path: string;
  readonly label: string;
  /** Type of its column; empty where none reads just this. */
  readonly type: string;
}

export type Trial =
  | {
      readonly ok: true;
      /** A line a rule that counts: output name and value as text. */
      readonly rows: readonly (readonly (readonly [name: string, value: string])[])[];
      /** Rows of the rules that fired, from 0. */
      readonly rules: readonly number[];
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: Said };

/** What can be wrong with a typed input. */
export const TYPED_SENTENCES = {
  typed_not_of_type: '{text}: {type}',
  typed_not_read: '{text}: {why}',
} as const;

/** Null while the file has errors. */
export function decisionOf(xml: string, id: string, registry: Registry): Decision | null {
  const deployed = deployDecisions(xml, decisionFacts(processFacts(registry)));
  return (deployed.ok && deployed.decisions.find(({ key }) => key === id)) || null;
}

/** The present moment of who tries, with the calendars of the draft. */
export function trialEnv(now: number, zone: string, { calendars }: Registry): Env {
  return { now, zone, functions: platformFunctions({ now, zone }, calendars) };
}

/** What is to be given: everything the decision, and those it asks, read from outside. */
export function trialInputs(decision: Decision, table: DecisionTable | null): readonly TrialInput[] {
  const paths = [...new Set(decision.reads.map((path) => path.join('.')))];
  // A whole value beside one of its parts: the parts are enough.
  const needed = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  return needed.map((path) => {
    const column = table?.columns.find(({ kind, expression }) => kind === 'input' && expression === path);
    return { path, label: column?.label || path, type: column?.type ?? '' };
  });
}

export function tryDecision(
  decision: Decision,
  inputs: readonly TrialInput[],
  texts: Readonly<Record<string, string>>,
  env: Env,
): Trial {
  try {
    const values = inputs.map(
      ({ path, type }) => [path.split('.'), typedFor(texts[path] ?? '', type, env)] as const,
    );
    const names = new Map(Object.entries(nested(values)));
    const outcome = decision.evaluate({ get: (name) => names.get(name) }, env);
    if (!outcome.ok) return { ok: false, reason: { code: 'not_decided', message: outcome.reason } };
    const fired = outcome.trace.find((one) => one.decision === decision.key)?.table?.rules ?? [];
    return {
      ok: true,
      rows: outcome.rows.map((row) =>
        Object.entries(row).map(([name, value]) => [name, valueText(value, env)] as const),
      ),
      rules: fired.map(({ row }) => row - 1),
      notes: outcome.notes,
    };
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return { ok: false, reason: notEvaluated(failure) };
    if (failure instanceof TypingMistake) return { ok: false, reason: failure.said };
    throw failure;
  }
}

/** What is wrong with a cell's text, in the words of the compiler; null where nothing is. */
export function cellMistake(text: string, kind: 'input' | 'output'): Said | null {
  if (text.trim() === '' || text.trim() === '-' || /^[$#]\{/.test(text.trim())) return null;
  const compiled = compile(text, { language: kind === 'input' ? 'feel-unary' : 'feel' });
  return compiled.ok ? null : compiled.problems[0]!;
}

// helpers //////////

class TypingMistake extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.message);
    this.said = said;
  }
}

const say = saying(TYPED_SENTENCES);

/** Text stands for itself where the column is one of text; everything else is FEEL. Nothing is null. */
function typedFor(text: string, type: string, env: Env): Value {
  const typed = text.trim();
  if (type === 'string' && typed !== '' && !typed.startsWith('"')) return typed;
  const found = typedValue(typed, env);
  if (!found.ok || (type !== '' && typeof found.value === 'string' && !typed.startsWith('"')))
    throw new TypingMistake(
      found.ok
        ? say('typed_not_of_type', { text: typed, type })
        : say('typed_not_read', { text: typed, why: found.reason }),
    );
  return found.value;
}

/** Values by their paths as contexts within contexts. */
function nested(values: readonly (readonly [readonly string[], Value])[]): Record<string, Value> {
  const heads = [...new Set(values.map(([path]) => path[0]!))];
  return Object.fromEntries(
    heads.map((head) => {
      const own = values.filter(([path]) => path[0] === head);
      const whole = own.find(([path]) => path.length === 1);
      if (whole) return [head, whole[1]];
      return [
        head,
        contextOf(Object.entries(nested(own.map(([path, value]) => [path.slice(1), value] as const)))),
      ];
    }),
  );
}
