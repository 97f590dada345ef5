/**
 * A deployed decision and what its evaluation gives: the plain value of DMN, the rows that a business rule task maps onto
 * variables, and a trace for history.
 */
import type { CompileOptions, Env, Scope, Type } from '#metadata/expression.ts';
import type { Value } from '#metadata/value.ts';
import type { Problem } from '../deployment.ts';

/** A file of decisions, by a name for messages. */
export interface DecisionFile {
  readonly name: string;
  readonly xml: string;
}

export interface DecisionOptions extends Pick<CompileOptions, 'functions' | 'fieldsOf' | 'calendars'> {
  /** Types of the input data by name, where the model leaves them open or names an entity. */
  readonly inputs?: Readonly<Record<string, Type>>;
  /**
   * An expression that is no FEEL: `refuse` (default) makes it a problem; `null` lets it give null, as the standard has
   * it for expressions that fail.
   */
  readonly brokenExpressions?: 'refuse' | 'null';
  /**
   * Data that break what the model says, such as an input of a wrong type or rules that may not fire together: `fail`
   * (default) ends the evaluation with the reason; `null` lets the part give null with a note, as the standard has it.
   */
  readonly violations?: 'fail' | 'null';
}

export interface DecisionProblem extends Problem {
  readonly file: string;
  /** Line of the element in the file, from 1. */
  readonly line: number;
}

export type DecisionDeployment =
  | {
      readonly ok: true;
      readonly decisions: readonly Decision[];
      readonly services: readonly DecisionService[];
      readonly warnings: readonly DecisionProblem[];
    }
  | { readonly ok: false; readonly problems: readonly DecisionProblem[] };

/** What can be evaluated by its key. */
interface Evaluable {
  /** The element's id, by which processes ask for it. */
  readonly key: string;
  readonly name: string;
  /** The namespace of its model. */
  readonly namespace: string;
  /** The name of its file. */
  readonly file: string;
  /** The type of its value. */
  readonly type: Type;
  /** Reads its inputs by name; never throws. */
  evaluate(inputs: Scope, env: Env): DecisionOutcome;
}

export interface Decision extends Evaluable {
  readonly kind: 'decision';
  readonly versionTag: string | null;
  /** Names and paths it reads from outside, those of the decisions it requires included. */
  readonly reads: readonly (readonly string[])[];
}

/** A decision service: its inputs are given by name, decisions that it takes as inputs too. */
export interface DecisionService extends Evaluable {
  readonly kind: 'service';
  readonly parameters: readonly string[];
}

export type DecisionOutcome =
  | {
      readonly ok: true;
      readonly value: Value;
      /** One entry a rule that counts, output name to value, in order; a decision without a table gives one. */
      readonly rows: readonly Readonly<Record<string, Value>>[];
      /** Ids of the rules that fired in the decision's own table. */
      readonly rules: readonly string[];
      /** The decisions evaluated, required ones first. */
      readonly trace: readonly DecisionTrace[];
      /** Why parts became null. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export interface DecisionTrace {
  readonly decision: string;
  readonly name: string;
  readonly value: Value;
  /** The table of the decision, if its logic is one. */
  readonly table: TableTrace | null;
}

export interface TableTrace {
  readonly hitPolicy: string;
  readonly inputs: readonly { readonly id: string; readonly label: string; readonly value: Value }[];
  readonly rules: readonly TracedRule[];
}

export interface TracedRule {
  readonly id: string;
  /** Its row in the table, from 1. */
  readonly row: number;
  readonly outputs: Readonly<Record<string, Value>>;
}
