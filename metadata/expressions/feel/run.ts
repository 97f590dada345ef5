/**
 * One evaluation: what closures get to work with, and its budget. Every loop and every function spends steps, so that
 * no text and no data can hold the process for long or fill its memory; straight expressions are bounded by their size.
 */
import type { Env, Scope } from '../../expression.ts';
import { type Context, isContext, type Value } from '../../value.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';

/** Bound variables, innermost first: a variable is reached by its number of hops, which the compiler knows. */
export interface Local {
  readonly value: Value;
  readonly up: Local | null;
}

/** What may be spent; several evaluations that belong together, such as those of a decision, share one. */
export interface Budget {
  readonly maxSteps: number;
  /** Steps spent so far. */
  steps: number;
  /** Levels of syntax trees that calls of functions have piled up. */
  depth: number;
}

export interface Run {
  readonly scope: Scope;
  readonly env: Env;
  readonly budget: Budget;
}

export type Closure = (run: Run, local: Local | null) => Value;

const MAX_STEPS = 250_000;
/** Levels of syntax tree below one another over all calls; a level takes about two frames of the host's stack. */
const MAX_DEPTH = 1_500;
const MAX_TEXT = 1_000_000;
const MAX_NOTES = 50;
const MAX_VALUE_DEPTH = 200;

export function newBudget(maxSteps = MAX_STEPS): Budget {
  return { maxSteps, steps: 0, depth: 0 };
}

export function newRun(scope: Scope, env: Env): Run {
  return { scope, env, budget: env.budget ?? newBudget(env.maxSteps) };
}

export function spend({ budget }: Pick<Run, 'budget'>, steps: number): void {
  budget.steps += steps;
  if (budget.steps > budget.maxSteps) {
    throw new EvaluationFailure(`The expression takes more than ${budget.maxSteps} steps and was stopped.`);
  }
}

/** Does something that is `levels` of a syntax tree, or of a value, deep. */
export function descend<T>(within: Pick<Run, 'budget'>, levels: number, deed: () => T): T {
  const { budget } = within;
  spend(within, 1);
  budget.depth += levels;
  if (budget.depth > MAX_DEPTH) {
    throw new EvaluationFailure('Functions call one another too deeply; does one call itself without end?');
  }
  const result = deed();
  budget.depth -= levels;
  return result;
}

/** Why something became null; gives that null. */
export function note(run: Run, message: string): null {
  const notes = run.env.notes;
  if (notes && notes.length < MAX_NOTES) notes.push(message);
  return null;
}

/** The text if it is not too long to keep. */
export function boundedText(run: Run, text: string): string {
  if (text.length > MAX_TEXT) {
    throw new EvaluationFailure(`The expression makes a text of more than ${MAX_TEXT} characters.`);
  }
  spend(run, text.length >> 8);
  return text;
}

/** Stops a result that shares its parts so often that it would not fit when written out. */
export function checkSize(run: Run, value: Value): Value {
  if (typeof value === 'object' && value !== null && (Array.isArray(value) || isContext(value))) {
    countParts(run, value);
  }
  return value;
}

/** The host's stack, should a value or a chain of calls be deeper than the budget foresees. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

// helpers //////////

function countParts(run: Run, value: Value[] | Context): void {
  let level: (Value[] | Context)[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_VALUE_DEPTH) {
      throw new EvaluationFailure(
        `The expression makes lists more than ${MAX_VALUE_DEPTH} deep in one another.`,
      );
    }
    const below: (Value[] | Context)[] = [];
    for (const whole of level) {
      const parts = Array.isArray(whole) ? whole : Object.values(whole);
      spend(run, 1 + (parts.length >> 3));
      for (const part of parts) {
        if (typeof part === 'string') spend(run, part.length >> 8);
        else if (Array.isArray(part) || isContext(part)) below.push(part);
      }
    }
    level = below;
  }
}
