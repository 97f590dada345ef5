/**
 * The contract of a hit policy (DMN 1.5 §8.2.8): what becomes of the rules that fired. Each is one file here; `table.ts` lists them.
 */
import type { Type } from '#metadata/expression.ts';
import type { Value } from '#metadata/value.ts';
import type { Evaluation } from '../logic.ts';

/** A rule that fired. */
export interface Match {
  readonly id: string;
  /** Row in the table, from 1. */
  readonly row: number;
  /** One value an output clause. */
  readonly outputs: readonly Value[];
}

export interface OutputClause {
  readonly name: string;
  /** The values it may have, the most important first; empty where none are listed. */
  readonly order: readonly Value[];
}

export type Choice =
  /** The outputs of one rule; null where none fired. */
  | { readonly take: 'one'; readonly match: Match | null }
  | { readonly take: 'all'; readonly matches: readonly Match[] }
  /** One value worked out from all. */
  | { readonly take: 'value'; readonly value: Value }
  /** The rules break the policy. */
  | { readonly take: 'nothing'; readonly why: string };

export interface HitPolicy {
  /** As the attributes `hitPolicy` and `aggregation` write it: `UNIQUE`, `COLLECT SUM`. */
  readonly name: string;
  /** The result is a list with one item a rule. */
  readonly givesList?: boolean;
  /** The type of the result, where the outputs do not say it. */
  readonly type?: Type;
  /** No rule below the first that fires matters. */
  readonly stopsAtFirst?: boolean;
  choose(matches: readonly Match[], outputs: readonly OutputClause[], evaluation: Evaluation): Choice;
}

export function defineHitPolicy(policy: HitPolicy): HitPolicy {
  return Object.freeze(policy);
}
