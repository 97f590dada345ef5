/** All boxed expressions (DMN 1.5 §7.3 and §8), by the name of their element. */
import type { BoxedRules } from '../logic.ts';
import { conditional } from './conditional.ts';
import { context } from './context.ts';
import { decisionTable } from './decision-table.ts';
import { filter } from './filter.ts';
import { forLoop } from './for.ts';
import { functionDefinition } from './function.ts';
import { invocation } from './invocation.ts';
import { list } from './list.ts';
import { literal } from './literal.ts';
import { every, some } from './quantified.ts';
import { relation } from './relation.ts';

const BOXED: readonly BoxedRules[] = [
  literal,
  decisionTable,
  context,
  invocation,
  list,
  relation,
  functionDefinition,
  conditional,
  filter,
  forLoop,
  some,
  every,
];

const BY_TAG = new Map(BOXED.map((rules) => [rules.tag, rules]));

/** The rules of an element; undefined where it is no expression. */
export function boxedRulesOf(tag: string): BoxedRules | undefined {
  return BY_TAG.get(tag);
}
