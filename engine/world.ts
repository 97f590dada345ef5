/**
 * What a step can look up: the server's cache of definitions and the instances it loaded, or the designer's own. Every answer is
 * either at hand, known not to exist (null), or not at hand (undefined): then the step returns a load ask, and runs
 * again once the world has it.
 */
import type { Calendars } from '#metadata/calendar.ts';
import type { Env, Scope } from '#metadata/expression.ts';
import type { Value } from '#metadata/value.ts';
import type { Instance } from './instance.ts';
import type { CalledProcess, RequiredDecision } from './lookup.ts';
import type { Definition } from './process.ts';

export interface World {
  definition(ref: string): Definition | null | undefined;
  /** The definition a call activity of the definition `caller` means. */
  called(call: CalledProcess, caller: string): Definition | null | undefined;
  /** The decision a business rule task of the definition `caller` means. */
  decision(required: RequiredDecision, caller: string): DecisionSource | null | undefined;
  /** A member of the call tree, as last committed. */
  instance(id: string): Instance | null | undefined;
  /** Ids of the instances of the call tree `root` that have an open subscription to this signal. */
  receivers(root: string, signal: string): readonly string[] | undefined;
}

/** Time, ids and limits of a unit of work; the engine has no clock and no randomness of its own. */
export interface StepEnv extends Env {
  /** A fresh instance id; the same for the same key within a unit of work, so that running it again changes nothing. */
  readonly newId: (key: string) => string;
  /** By which timers count in working time; those of the release the unit runs on. */
  readonly calendars?: Calendars;
  /** How many elements one unit may enter before it is stopped (default 100,000). */
  readonly maxElements?: number;
}

/** A deployed decision, evaluated without asking; made of `decision.ts`. */
export interface DecisionSource {
  readonly key: string;
  /** Reads its inputs by name from the variables; never throws. */
  evaluate(inputs: Scope, env: Env): DecisionOutcome;
}

export type DecisionOutcome =
  | {
      readonly ok: true;
      /** One entry per rule that counts, output name to value, in order; a literal expression gives one. */
      readonly rows: readonly Readonly<Record<string, Value>>[];
      readonly value: Value;
      /** Ids of the rules that fired. */
      readonly rules: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };
