/**
 * What a step may ask for (DECISIONS 1). A *question* has an answer, which goes back by its key; the step then goes on where it
 * stopped. A *load* says that `World` lacks something the step needs; once the world has it, the step is run again.
 * Keys are deterministic: the same input asks the same questions under the same keys.
 */
import type { Json } from '#metadata/value.ts';
import type { Key, Variables } from './instance.ts';
import type { CalledProcess, RequiredDecision } from './lookup.ts';

export type Ask = Question | Load;

export type Question = ScriptQuestion | RecordQuestion | RecordTaskQuestion;

/** Run a script in the sandbox. Answer: `ScriptAnswer`. */
export interface ScriptQuestion {
  readonly kind: 'script';
  readonly key: string;
  readonly script: ScriptSource;
  /** Every variable visible where it runs. */
  readonly variables: Variables;
  /** Those that live in the innermost scope, for `getVariableLocal`. */
  readonly local: Variables;
  /** Of the instance and element, for the `execution` object. */
  readonly execution: ExecutionFacts;
  /** Of the user task, for its listeners. */
  readonly task?: Readonly<Record<string, Json>>;
}

export interface ScriptSource {
  readonly language: 'javascript';
  /** The text, or null where `name` is a script of the solution. */
  readonly text: string | null;
  readonly name?: string;
  /** `expression`: the value of the last statement counts; `function`: the default export is called. */
  readonly form: 'expression' | 'function';
}

export interface ExecutionFacts {
  readonly instance: string;
  readonly definition: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly element: string;
  readonly elementName: string | null;
  /** What a listener answers: `start`, `end`, `take`, `create`, `complete` …; null in a task or expression. */
  readonly event: string | null;
}

export type ScriptAnswer =
  | { readonly ok: true; readonly value: Json; readonly writes: readonly ScriptWrite[] }
  /** A BPMN error the script threw on purpose. */
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message?: string };
      readonly writes: readonly ScriptWrite[];
    }
  /** It broke or exceeded its limits. */
  | { readonly ok: false; readonly failure: string };

/** A change the script asked for, applied after it returned, in order. */
export type ScriptWrite =
  | { readonly set: string; readonly value: Json; readonly local?: boolean }
  | { readonly remove: string; readonly local?: boolean }
  /** Attributes of the user task whose listener it is. */
  | { readonly task: Readonly<Record<string, Json>> };

/** The values of these paths of a record. Answer: `RecordAnswer`. Asked once a step for all the paths a process reads. */
export interface RecordQuestion {
  readonly kind: 'record';
  readonly key: string;
  readonly entity: string;
  readonly id: string;
  readonly paths: readonly (readonly string[])[];
  /** Role whose rights count; null: the process may read all of its solution. */
  readonly runAs: string | null;
}

/**
 * Field name to value, in state form. A relation that was followed is a `FollowedRecord`, so that it is still the record it
 * refers to, a list of children a list of those; a plain object is a value of that form. Null: there is no such record.
 */
export type RecordAnswer = { readonly [field: string]: Json } | null;

/** The record at the end of a path, with those of its fields that are read through it. */
export type FollowedRecord = {
  readonly $record: { readonly entity: string; readonly id: string };
  readonly $fields: { readonly [field: string]: Json };
};

/** Carry out a task type of the data store within the step's own transaction. Answer: `TaskAnswer`. */
export interface RecordTaskQuestion {
  readonly kind: 'task';
  readonly key: string;
  readonly type: string;
  readonly input: Variables;
  readonly execution: ExecutionFacts;
}

export type TaskAnswer =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message?: string } }
  | { readonly ok: false; readonly failure: string };

export type Answer = ScriptAnswer | RecordAnswer | TaskAnswer;
export type Answers = ReadonlyMap<string, Answer>;

export type Load =
  /** `World.definition(ref)` */
  | { readonly kind: 'definition'; readonly key: string; readonly ref: string }
  /** `World.called(call, caller)`: the definition a call activity means. */
  | { readonly kind: 'called'; readonly key: string; readonly call: CalledProcess; readonly caller: string }
  /** `World.decision(required, caller)` */
  | {
      readonly kind: 'decision';
      readonly key: string;
      readonly required: RequiredDecision;
      readonly caller: string;
    }
  /** `World.instance(id)`, another member of the call tree. */
  | { readonly kind: 'instance'; readonly key: string; readonly id: string }
  /** More chunks of an instance. */
  | { readonly kind: 'chunks'; readonly key: string; readonly id: string; readonly chunks: readonly Key[] }
  /** `World.receivers(root, signal)`: ids of the instances of the call tree that wait for the signal. */
  | { readonly kind: 'receivers'; readonly key: string; readonly root: string; readonly signal: string };
