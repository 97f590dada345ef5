/**
 * What can be asked of an instance. Each command is decided by one file in `deeds/`; it is either carried out whole, refused
 * (a rejection: wrong state, wrong input) or fails (the model's or the data's fault), and then nothing has changed.
 */
import type { Key, TaskAttributes, Variables } from './instance.ts';

export type Command =
  | Start
  | CompleteTask
  | UpdateTask
  | ClaimTask
  | ThrowError
  | ThrowEscalation
  | FireJob
  | FailJob
  | CompleteWork
  | Deliver
  | BroadcastSignal
  | Trigger
  | SetVariables
  | RemoveVariables
  | RecordChanged
  | Cancel
  | Suspend
  | Resume
  | Modify
  | Migrate
  | Retry;

export type CommandType = Command['type'];

/** A new instance; only for an `Instance` made by `blankInstance`. */
export interface Start {
  readonly type: 'start';
  /** Start event to begin at; without it the none start event. */
  readonly element?: string;
  readonly variables?: Variables;
  readonly businessKey?: string;
  /** Begin at these elements instead of a start event. */
  readonly at?: readonly StartAt[];
}

/** Completes an open user task. */
export interface CompleteTask {
  readonly type: 'complete';
  readonly key: Key;
  readonly variables?: Variables;
  /** Variables of the task's own scope, which only its output mapping sees. */
  readonly local?: Variables;
  /** Key of the outcome (button) that was chosen. */
  readonly outcome?: string;
}

/** Sets attributes of an open user task; null removes one. */
export interface UpdateTask {
  readonly type: 'updateTask';
  readonly key: Key;
  readonly set: { readonly [name in keyof TaskAttributes]?: TaskAttributes[name] | null };
}

/** Takes a task for `user`, refused when another person has it. */
export interface ClaimTask {
  readonly type: 'claim';
  readonly key: Key;
  readonly user: string;
}

/** A BPMN error handed in for an open task, service or external task. */
export interface ThrowError {
  readonly type: 'error';
  readonly key: Key;
  readonly code: string;
  readonly message?: string;
  readonly variables?: Variables;
}

export interface ThrowEscalation {
  readonly type: 'escalation';
  readonly key: Key;
  readonly code: string;
  readonly variables?: Variables;
}

/** The time of a timer or of an asynchronous step has come. */
export interface FireJob {
  readonly type: 'fire';
  readonly key: Key;
}

/** A job, service or external task failed: `retries` are left. With none left an incident arises. */
export interface FailJob {
  readonly type: 'fail';
  readonly key: Key;
  readonly code: string;
  readonly message: string;
  /** Left out: one less than before, next try as the element's retry cycle says. */
  readonly retries?: number;
  /** When to try again, milliseconds since the epoch. */
  readonly due?: number;
}

/** A service or external task has its result. */
export interface CompleteWork {
  readonly type: 'completeWork';
  readonly key: Key;
  readonly variables?: Variables;
  readonly local?: Variables;
  /** The value a service's task type returned. */
  readonly result?: Variables[string];
}

/** A message for one open message subscription; which one, `correlate.ts` decides. */
export interface Deliver {
  readonly type: 'deliver';
  readonly key: Key;
  readonly variables?: Variables;
  readonly local?: Variables;
}

/** A signal for every open subscription of that name in the call tree's instance. */
export interface BroadcastSignal {
  readonly type: 'signal';
  readonly name: string;
  readonly variables?: Variables;
  /** Only this subscription. */
  readonly key?: Key;
  /** By a job of its own for each subscription. */
  readonly asynchronous?: boolean;
}

/** Makes a receive task (or any wait without a message) go on. */
export interface Trigger {
  readonly type: 'trigger';
  readonly key: Key;
  readonly variables?: Variables;
}

/** Sets variables as seen from `scope`: each where it exists already, a new one in the process; with `local` in `scope`. */
export interface SetVariables {
  readonly type: 'setVariables';
  readonly scope?: Key;
  readonly variables: Variables;
  readonly local?: boolean;
}

export interface RemoveVariables {
  readonly type: 'removeVariables';
  readonly scope?: Key;
  readonly names: readonly string[];
  readonly local?: boolean;
}

/** A record that conditions read has changed. */
export interface RecordChanged {
  readonly type: 'recordChanged';
  readonly entity: string;
  readonly id: string;
}

/** Ends the instance, with all that it called. */
export interface Cancel {
  readonly type: 'cancel';
  readonly reason?: string;
}

export interface Suspend {
  readonly type: 'suspend';
}

export interface Resume {
  readonly type: 'resume';
}

/** Moves the instance by hand: first all `cancel`, then all `start`, in one step. */
export interface Modify {
  readonly type: 'modify';
  /** Keys of element instances, or ids of elements, all of whose instances end. */
  readonly cancel?: readonly (Key | { readonly element: string })[];
  readonly start?: readonly StartAt[];
}

export interface StartAt {
  readonly element: string;
  /** `after`: as if it had just been completed. */
  readonly place: 'before' | 'after';
  /** Scope instance to start in; without it the only one there is, or a new one. */
  readonly scope?: Key;
  readonly variables?: Variables;
  /** Set `variables` in the started element's own scope. */
  readonly local?: boolean;
}

/** Goes on with another definition. Elements without an entry keep their id. */
export interface Migrate {
  readonly type: 'migrate';
  readonly definition: string;
  readonly elements?: Readonly<Record<string, string>>;
  /** Events of the old version to be waited for anew: by the message, signal, condition or time of the new one. */
  readonly renew?: readonly string[];
}

/** New attempts for a job or external task that has an incident or waits for its next try. */
export interface Retry {
  readonly type: 'retry';
  readonly key: Key;
  readonly retries?: number;
}
