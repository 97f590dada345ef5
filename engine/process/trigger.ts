/** What events wait for, or throw: the event definitions of BPMN 10.5.5, compiled. One file of `triggers/` for each kind says how they behave. */
import type { Expression, Mapping } from './expression.ts';

export type Trigger =
  | { readonly kind: 'none' }
  | MessageTrigger
  | TimerTrigger
  | SignalTrigger
  | ErrorTrigger
  | EscalationTrigger
  | ConditionTrigger
  | CompensationTrigger
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'link'; readonly name: string; readonly target: string | null }
  | MultipleTrigger;

export type TriggerKind = Trigger['kind'];

export interface MessageTrigger {
  readonly kind: 'message';
  readonly name: Expression;
  readonly correlation: Expression | null;
  /** What a throwing event sends along. */
  readonly payload: readonly Mapping[];
}

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly form: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
}

export interface SignalTrigger {
  readonly kind: 'signal';
  readonly name: Expression;
  /** Receivers get it by jobs of their own. */
  readonly asynchronous: boolean;
  readonly payload: readonly Mapping[];
  readonly payloadAll: boolean;
}

export interface ErrorTrigger {
  readonly kind: 'error';
  /** Null catches every error. */
  readonly code: Expression | null;
  readonly message: Expression | null;
  readonly codeVariable: string | null;
  readonly messageVariable: string | null;
}

export interface EscalationTrigger {
  readonly kind: 'escalation';
  readonly code: Expression | null;
  readonly codeVariable: string | null;
}

export interface ConditionTrigger {
  readonly kind: 'condition';
  readonly condition: Expression;
  /** Only changes of this variable count. */
  readonly variable: string | null;
  /** Only these changes count; null: all. */
  readonly events: readonly VariableEvent[] | null;
  /** Names the condition reads; null when that can't be known (scripts). */
  readonly reads: readonly string[] | null;
}

export type VariableEvent = 'create' | 'update' | 'delete';

export interface CompensationTrigger {
  readonly kind: 'compensation';
  /** Id of the one activity to compensate; null: everything in the scope. */
  readonly activity: string | null;
  readonly waits: boolean;
}

/** Catches one of several, or with `parallel` only all of them together. */
export interface MultipleTrigger {
  readonly kind: 'multiple';
  readonly triggers: readonly Exclude<Trigger, MultipleTrigger>[];
  readonly parallel: boolean;
}
