/** What single kinds of activities have beside what all elements have: their part of the model, compiled. */
import type { TaskAttributes } from '../instance.ts';
import type { Binding } from '../lookup.ts';
import type { Expression, Labels, Mapping } from './expression.ts';
import type { ListenerAction } from './listener.ts';
import type { TimerTrigger } from './trigger.ts';

export interface Asynchronous {
  readonly before: boolean;
  readonly after: boolean;
  /** Jobs of one instance don't run at the same time (the default). */
  readonly exclusive: boolean;
  /** The same for each inner instance of a loop. */
  readonly eachBefore: boolean;
  readonly eachAfter: boolean;
  readonly priority: number;
}

/** How often and when a failing job is tried again: one pause per retry, in milliseconds or as a calendar duration. */
export interface RetryPlan {
  readonly retries: number;
  readonly pauses: readonly string[];
}

export interface LoopSpec {
  readonly kind: 'sequential' | 'parallel' | 'standard';
  readonly cardinality: Expression | null;
  readonly collection: Expression | null;
  readonly item: string | null;
  /** Collection of results: variable and what each inner instance adds. */
  readonly output: { readonly collection: string; readonly element: Expression } | null;
  readonly completion: Expression | null;
  /** Standard loops: go on while true, tested before or after each turn, at most so often. */
  readonly condition: Expression | null;
  readonly testBefore: boolean;
  readonly maximum: number | null;
}

/** What the model may say of a task, found when the task is created. */
export type TaskAttribute = Exclude<keyof TaskAttributes, 'delegation'>;

export interface UserTaskSpec {
  readonly attributes: readonly { readonly attribute: TaskAttribute; readonly expression: Expression }[];
  /** Person who completed this other task may not take it (four eyes). */
  readonly notBy: string | null;
  /** How one of the candidates is chosen: by the server's rule of this name; null: they choose themselves. */
  readonly rule: string | null;
  readonly outcomes: readonly Outcome[];
  /** What is to be done when the task is open for so long, or at such a time. */
  readonly timeouts: readonly { readonly timer: TimerTrigger; readonly run: ListenerAction }[];
}

/** A button of a user task: completing by it sets `variable` to its key. */
export interface Outcome {
  readonly key: string;
  readonly label: string;
  readonly labels: Labels | null;
  readonly variable: string;
}

export type ServiceSpec =
  /** A value, set in `result` where named. */
  | { readonly kind: 'expression'; readonly expression: Expression; readonly result: string | null }
  /** A task type: within the step (`record.*`) or by a job after it. Inputs beside the element's own. */
  | {
      readonly kind: 'inline' | 'job';
      readonly type: string;
      readonly inputs: readonly Mapping[];
      readonly result: string | null;
    }
  | {
      readonly kind: 'external';
      readonly topic: Expression;
      readonly priority: Expression | null;
      readonly errors: readonly { readonly code: Expression; readonly when: Expression }[];
    }
  /** Nothing to be done: a message throw event or task without an implementation. */
  | { readonly kind: 'none' };

export interface ScriptSpec {
  readonly expression: Expression;
  readonly result: string | null;
}

export interface DecisionSpec {
  readonly decision: RequiredDecisionSpec;
  readonly result: string | null;
  readonly map: 'value' | 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList';
}

export interface RequiredDecisionSpec {
  readonly key: Expression;
  readonly binding: Binding;
  readonly version: Expression | null;
}

export interface CallSpec {
  readonly process: Expression;
  readonly binding: Binding;
  readonly version: Expression | null;
  readonly businessKey: Expression | null;
  readonly in: readonly CallMapping[];
  readonly out: readonly CallMapping[];
}

/** One `in` or `out` of a call activity: all variables, or one value under a name. */
export type CallMapping =
  | { readonly all: true; readonly local: boolean }
  | { readonly all: false; readonly name: string; readonly value: Expression; readonly local: boolean };

/** What a message throw event or send task sends when it has no other implementation. */
export interface MessageSpec {
  readonly name: Expression;
  readonly correlation: Expression | null;
  readonly payload: readonly Mapping[];
}

export interface AdHocSpec {
  readonly ordering: 'parallel' | 'sequential';
  readonly completion: Expression | null;
  readonly cancelRemaining: boolean;
  /** Which inner activities begin at once; null: all without incoming flow. */
  readonly active: Expression | null;
}

export interface ComplexSpec {
  readonly activation: Expression | null;
}
