/**
 * What happened in an instance: the only way its state changes (`appliers/`), and, as it stands, its history. Events
 * carry no time: everything in one unit of work happened at the unit's `at`. Scope keys are left out where the scope is the
 * process itself.
 */
import type { Json } from '#metadata/value.ts';
import type {
  Caller,
  Compensable,
  Incident,
  Key,
  Loop,
  NodeCause,
  Variables,
  Wait,
  WaitKind,
} from './instance.ts';

export type Event =
  // the instance
  | Started
  | Ended
  | Suspended
  | Resumed
  | Migrated
  | Moved
  | Scattered
  // elements
  | Activated
  | Passed
  | Arrived
  | Joined
  | Parked
  | Unparked
  | Completed
  | Cancelled
  // loops
  | Looped
  | LoopMoved
  // waits
  | Opened
  | Changed
  | Closed
  // data
  | VariablesChanged
  | Decided
  // events of BPMN and compensation
  | Thrown
  | Compensating
  | Compensated
  | Queued
  | Remembered
  // trouble
  | IncidentRaised
  | IncidentResolved;

export type EventType = Event['type'];

export interface Started {
  readonly type: 'started';
  readonly id: string;
  /** Absent where it is the instance itself. */
  readonly root?: string;
  readonly caller?: Caller;
  readonly definition: string;
  readonly process: string;
  readonly businessKey?: string;
  readonly at: number;
  readonly variables?: Variables;
}

export interface Ended {
  readonly type: 'ended';
  readonly status: 'completed' | 'cancelled';
  readonly at: number;
  readonly reason?: string;
}

export interface Suspended {
  readonly type: 'suspended';
}

export interface Resumed {
  readonly type: 'resumed';
}

/** The instance runs on another definition; `elements` says which element of the old one became which of the new. */
export interface Migrated {
  readonly type: 'migrated';
  readonly definition: string;
  readonly elements: Readonly<Record<string, string>>;
  /** The same of flows by which tokens wait; null: there is none like it. */
  readonly flows?: Readonly<Record<string, string | null>>;
}

/** An element instance lies in another scope of the same chunk, because scopes around it came or went. */
export interface Moved {
  readonly type: 'moved';
  readonly key: Key;
  readonly scope?: Key;
  /** It was a turn of a loop, and is none any more. */
  readonly noTurn?: true;
}

/** The turns of a large loop came to lie in the scope around it, as activities that are no turns. */
export interface Scattered {
  readonly type: 'scattered';
  /** Of the loop's body. */
  readonly key: Key;
  readonly scope?: Key;
}

/** An element instance came to life. */
export interface Activated {
  readonly type: 'activated';
  readonly key: Key;
  readonly element: string;
  readonly scope?: Key;
  /** The sequence flow by which it was reached. */
  readonly flow?: string;
  /** It is the body of a loop. */
  readonly loop?: Loop;
  /** It is this inner instance of a loop. */
  readonly index?: number;
  readonly variables?: Variables;
  readonly cause?: NodeCause;
  /** It begins a chunk of its own. */
  readonly chunk?: true;
}

/** An element began and ended in one moment: gateways, none events. It never was in the state. */
export interface Passed {
  readonly type: 'passed';
  readonly element: string;
  readonly scope?: Key;
  readonly flow?: string;
}

/** A token waits at a joining gateway. */
export interface Arrived {
  readonly type: 'arrived';
  readonly key: Key;
  readonly element: string;
  readonly scope?: Key;
  readonly flow?: string;
  /** No token: a complex gateway has gone on and swallows what comes after. */
  readonly reset?: true;
  /** With `reset`: the flows by which it does. */
  readonly awaits?: readonly string[];
}

/** Elements of an ad-hoc sub-process still to be started, one after the other. */
export interface Queued {
  readonly type: 'queued';
  readonly key: Key;
  readonly elements: readonly string[];
}

/** The waiting tokens were consumed by the gateway, which goes on (`passed` follows). */
export interface Joined {
  readonly type: 'joined';
  readonly element: string;
  readonly keys: readonly Key[];
}

/** A token waits for the job before an element or after it; with `after`, `flow` is the one it will take, if any. */
export interface Parked {
  readonly type: 'parked';
  readonly key: Key;
  readonly element: string;
  readonly scope?: Key;
  readonly phase: 'before' | 'after';
  readonly flow?: string;
  readonly index?: number;
  readonly variables?: Variables;
  readonly cause?: NodeCause;
  /** It begins a chunk of its own. */
  readonly chunk?: true;
}

/** The token parked after an element goes on (one parked before becomes the element: `activated`, `arrived` with its key). */
export interface Unparked {
  readonly type: 'unparked';
  readonly key: Key;
}

export interface Completed {
  readonly type: 'completed';
  readonly key: Key;
  readonly element: string;
  /** It was the body of a loop, not one of its turns. */
  readonly body?: true;
  /** What its scope keeps so that it can be compensated. */
  readonly compensable?: Compensable;
}

/** It was interrupted before its end. */
export interface Cancelled {
  readonly type: 'cancelled';
  readonly key: Key;
  readonly element: string;
  readonly body?: true;
}

/** Counters of a loop body changed otherwise than by an inner instance that began or ended. */
export interface Looped {
  readonly type: 'looped';
  readonly key: Key;
  readonly loop: Loop;
}

/** An inner instance ended; `output` is what the body keeps of it. */
export interface LoopMoved {
  readonly type: 'loopMoved';
  readonly key: Key;
  readonly index: number;
  readonly output?: Json;
}

export interface Opened {
  readonly type: 'opened';
  readonly key: Key;
  readonly wait: Wait;
}

/** Attributes of a wait changed: a task was assigned, a timer moved, a retry counted. A null removes one. */
export interface Changed {
  readonly type: 'changed';
  readonly key: Key;
  readonly kind: WaitKind;
  readonly set: Readonly<Record<string, Json>>;
}

export interface Closed {
  readonly type: 'closed';
  readonly key: Key;
  readonly kind: WaitKind;
  /** What was waited for happened, or the wait was given up. */
  readonly done: boolean;
  /** The outcome chosen in a user task. */
  readonly outcome?: string;
}

export interface VariablesChanged {
  readonly type: 'variables';
  readonly scope?: Key;
  readonly set?: Variables;
  readonly removed?: readonly string[];
}

/** A decision was evaluated; kept for the audit. */
export interface Decided {
  readonly type: 'decided';
  readonly element: string;
  readonly decision: string;
  readonly result: Json;
  readonly rules?: readonly string[];
}

/** An event was thrown, or came from outside, and by which element it was caught, if any. */
export interface Thrown {
  readonly type: 'thrown';
  readonly trigger: 'error' | 'escalation' | 'signal' | 'message' | 'cancel' | 'terminate' | 'compensation';
  readonly element?: string;
  readonly code?: string;
  readonly caughtBy?: string;
}

/** A throwing event waits until the compensation it asked for is done. */
export interface Compensating {
  readonly type: 'compensating';
  readonly key: Key;
}

/** Entries of a scope's compensation log were taken out, because they run now or are void. */
export interface Compensated {
  readonly type: 'compensated';
  readonly scope?: Key;
  readonly keys: readonly Key[];
}

/** A scope that lives again to be compensated knows what was completed in it. */
export interface Remembered {
  readonly type: 'compensable';
  readonly scope: Key;
  readonly entry: Compensable;
}

export interface IncidentRaised {
  readonly type: 'incident';
  /** Key of the wait that can't go on. */
  readonly key: Key;
  readonly incident: Incident;
}

export interface IncidentResolved {
  readonly type: 'resolved';
  readonly key: Key;
}
