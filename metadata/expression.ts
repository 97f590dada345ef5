/**
 * The one door to expressions: conditions, mappings, due dates, formulas, filters and decision cells are compiled here
 * once, at publish or deployment, and evaluated many times. FEEL (DMN 1.5) is the language of the house; the JUEL
 * subset runs what files of Camunda 7 bring along.
 *
 * A compiled expression is a closure over decimals, without I/O, clock or randomness: time and person come with `Env`.
 */

import type { Budget } from './expressions/feel/run.ts';
import { compileFeel } from './expressions/feel.ts';
import type { Node } from './expressions/feel-ast.ts';
import { compileJuel } from './expressions/juel.ts';
import type { Type } from './expressions/types.ts';
import type { Said } from './said.ts';
import type { FeelFunction, Reference, Value } from './value.ts';

export { EvaluationFailure } from './expressions/evaluation-failure.ts';
export {
  type ExplainedTest,
  type ExplainedTests,
  explainTests,
  type Operand,
} from './expressions/explain-tests.ts';
export { coerce, isInstance, typeOfValue } from './expressions/feel/conform.ts';
export { BUILT_IN_TYPES } from './expressions/feel/grammar/type.ts';
export { printFeel } from './expressions/feel/print.ts';
export { type Budget, descend, isStackOverflow, newBudget } from './expressions/feel/run.ts';
export type { Node } from './expressions/feel-ast.ts';
export { typeSaid } from './expressions/type-said.ts';
export { ANY, contextWith, functionOf, joinTypes, listOf, type Type, typeText } from './expressions/types.ts';

/** `feel-unary`: the unary tests of a decision cell, over the input value `?`. `juel`: text with `${…}` or `#{…}` in it. */
export type Language = 'feel' | 'feel-unary' | 'juel';

/** What an expression reads its names from. `undefined` means "no such name", null means "known and empty". */
export interface Scope {
  get(name: string): Value | undefined;
}

/** What comes from outside into an evaluation. */
export interface Env {
  /** The present instant, milliseconds since the epoch. */
  readonly now: number;
  /** IANA zone for `today()`, local times and calendars. */
  readonly zone: string;
  /** How many evaluation steps are allowed before the expression is stopped (default 250,000). */
  readonly maxSteps?: number;
  /** Further functions and names by platform or dialect, such as `workdays` or `dateTime`. */
  readonly functions?: Readonly<Record<string, FeelFunction>>;
  /**
   * The field of a record for a path such as `deal.amount`; undefined where the record is not at hand, which reads as
   * null with a note. `Compiled.reads` says beforehand what will be asked for.
   */
  readonly field?: (record: Reference, name: string) => Value | undefined;
  /** Gives a number from 0 up to 1 for `random number()`; without it that is null. */
  readonly random?: () => number;
  /** Shared by evaluations that belong together, so that they cannot do more than one alone; `newBudget` makes it. */
  readonly budget?: Budget;
  /** Collects why parts of an expression became null (FEEL returns null where other languages throw). */
  readonly notes?: string[];
}

/** A mistake in the text, with offsets into the source. */
export interface ExpressionProblem extends Said {
  readonly start: number;
  readonly end: number;
}

export interface Compiled {
  readonly language: Language;
  readonly source: string;
  /** Names and paths read from the scope, e.g. `[['deal', 'amount'], ['limit']]`; known without evaluating. */
  readonly reads: readonly (readonly string[])[];
  /** The type found by checking, `any` where it can't be known. */
  readonly type: Type;
  /** The syntax tree, for what else reads expressions (SQL filters, the designer); null for JUEL. */
  readonly ast: Node | null;
  /** The type found for a node of `ast`. */
  typeOf(node: Node): Type;
  /** Throws only `EvaluationFailure`. */
  evaluate(scope: Scope, env: Env): Value;
}

export type CompileResult =
  | { readonly ok: true; readonly compiled: Compiled; readonly warnings: readonly ExpressionProblem[] }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** What the compiler knows of a function of the platform; it runs as `Env.functions` of the same name. */
export interface FunctionSignature {
  readonly parameters: readonly {
    readonly name: string;
    readonly type: Type;
    readonly optional?: boolean;
    /** What its text names: a literal that names nothing is a mistake. */
    readonly names?: 'calendar';
  }[];
  /** The result, or how it follows from the arguments' types. */
  readonly result: Type | ((args: readonly Type[]) => Type);
}

export interface CompileOptions {
  readonly language: Language;
  /** Types of the names in scope; unknown names are a problem when given, allowed when not. */
  readonly names?: Readonly<Record<string, Type>>;
  /** Allows names beyond `names`, which then are known ones among others. */
  readonly openNames?: boolean;
  /** Functions beyond FEEL's own, such as `workdays`; unknown ones are a problem where `names` is given. */
  readonly functions?: Readonly<Record<string, FunctionSignature>>;
  /** Keys of the calendars there are; left out: every key is accepted. */
  readonly calendars?: ReadonlySet<string>;
  /** Named types for `instance of` and parameters (the item definitions of a decision model). */
  readonly types?: Readonly<Record<string, Type>>;
  /** The fields of an entity, for paths over records; null for an entity that is not known. */
  readonly fieldsOf?: (entity: string) => Readonly<Record<string, Type>> | null;
  /** For unary tests: the type of the input. */
  readonly input?: Type;
  /**
   * What a certain mistake in types or names does: `refuse` (default) makes it a problem; `warn` a warning, for decision
   * models, where the standard lets such an expression run and give null.
   */
  readonly mistakes?: 'refuse' | 'warn';
}

/** Compiles `source` to a closure, or says what is wrong and where. Never throws on any text. */
export function compile(source: string, options: CompileOptions): CompileResult {
  return options.language === 'juel' ? compileJuel(source, options) : compileFeel(source, options);
}
