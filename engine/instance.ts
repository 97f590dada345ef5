/**
 * The state of one process instance: what the server keeps between two units of work. Plain JSON, never changed in
 * place; the appliers make the next state from the last one and an event. It lies in chunks (DECISIONS 2): the root chunk
 * and one chunk for each inner instance of a multi-instance body larger than 20, so that a unit loads and writes only
 * what it touches.
 */
import type { Json } from '#metadata/value.ts';

/**
 * Names an element instance or a wait within its instance: `"7"` in the root chunk, `"7.2"` in the chunk `"7"`, whose inner
 * instance is `"7.0"`. `"0"` is the process itself. Keys are counted, never random, so a replay gives the same ones.
 */
export type Key = string;

export const ROOT: Key = '0';

/** Process variables in the state form of `#metadata/value-json.ts`. */
export type Variables = Readonly<Record<string, Json>>;

export type InstanceStatus = 'active' | 'suspended' | 'completed' | 'cancelled';

/** The call activity that started an instance: instance and key of the activity in it. */
export interface Caller {
  readonly instance: string;
  readonly key: Key;
}

export interface Instance {
  readonly id: string;
  /** Id of the topmost instance of the call tree; mailbox and lock are keyed by it (DECISIONS 4). */
  readonly root: string;
  readonly caller?: Caller;
  /** `Definition.ref` it runs on. */
  readonly definition: string;
  readonly businessKey?: string;
  readonly status: InstanceStatus;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Counts the units of work written; a unit is written only if the stored revision is `revision - 1`. */
  readonly revision: number;
  /** The loaded chunks by id; `chunks["0"]` is always there. */
  readonly chunks: Readonly<Record<Key, Chunk>>;
}

export interface Chunk {
  /** The next key to give out. */
  readonly next: number;
  readonly nodes: Readonly<Record<Key, Node>>;
  readonly waits: Readonly<Record<Key, Wait>>;
  readonly incidents?: Readonly<Record<Key, Incident>>;
  /** What the inner instance, ended by now, hands to the output collection; gathered when the body ends. */
  readonly output?: Json;
}

/** One element instance: an activity, event or gateway that is active, or a token that waits somewhere. */
export interface Node {
  /** Id of the BPMN element. */
  readonly element: string;
  /** Key of the scope it lives in; left out for the process itself (`"0"`). */
  readonly scope?: Key;
  readonly variables?: Variables;
  /**
   * Where it stands when it isn't simply active. `before` / `after`: waits for the job of an asynchronous boundary.
   * `joining`: a token at a joining gateway. `resetting`: a complex gateway that went on and swallows the tokens that
   * come after. `compensating`: waits until handlers are done.
   */
  readonly phase?: 'before' | 'after' | 'joining' | 'resetting' | 'compensating';
  /** The sequence flow by which the token came (`joining`), or goes on (`after`). */
  readonly flow?: string;
  /** Flows by which a resetting gateway swallows one token each; left out: by all. Others that come belong to the next round. */
  readonly awaits?: readonly string[];
  /** Only on the body of a multi-instance or loop activity. */
  readonly loop?: Loop;
  /** Elements of an ad-hoc sub-process that are started one after the other and still to come. */
  readonly left?: readonly string[];
  /** Number of this inner instance in its loop, from 0. */
  readonly index?: number;
  /** What was completed in this scope and can be compensated, oldest first. */
  readonly done?: readonly Compensable[];
  /** Why it runs, where that matters later. */
  readonly cause?: NodeCause;
  /** What were turns of large loops and are activities of this scope since a migration gave the loops up. */
  readonly apart?: readonly Apart[];
}

/** Activities of a scope that lie in chunks of their own, keyed from `first` on; `open` marks those still running. */
export interface Apart {
  readonly element: string;
  readonly first: number;
  readonly open: string;
}

/** What brought an element instance to life other than a sequence flow, where that matters for its end. */
export type NodeCause =
  /** It compensates: no token leaves it, and the throwing event in whose scope it runs waits for it. */
  | 'compensation'
  /** An event sub-process that interrupted its scope. */
  | 'interrupting'
  /** An event sub-process beside the flow of its scope. */
  | 'event';

/** Counters of a multi-instance or standard loop body. */
export interface Loop {
  /** Number of inner instances, null for a standard loop, which doesn't know it. */
  readonly total: number | null;
  readonly sequential: boolean;
  readonly started: number;
  readonly completed: number;
  /** Elements of the collection not yet handed out (sequential) or all of them while the body starts (parallel). */
  readonly items?: readonly Json[];
  /** Outputs of the completed inner instances by their number, for `output` collections. */
  readonly outputs?: Readonly<Record<string, Json>>;
  /** Inner instances lie in chunks of their own, keyed from here on; `open` marks those still running. */
  readonly chunks?: { readonly first: number; readonly open: string };
}

/** A completed activity with a compensation handler, or a completed scope that holds some. */
export interface Compensable {
  readonly key: Key;
  readonly element: string;
  /** Variables as they were on completion. */
  readonly variables?: Variables;
  readonly done?: readonly Compensable[];
  /** Number in its loop, for an inner instance. */
  readonly index?: number;
}

/** Something outside must happen before an element goes on. Every wait is one index row (see `rows.ts`). */
export type Wait =
  | TaskWait
  | TimerWait
  | JobWait
  | ServiceWait
  | ExternalWait
  | MessageWait
  | SignalWait
  | ConditionWait
  | TriggerWait
  | CallWait;

interface WaitOn {
  /** The node it belongs to; left out when that node has the same key. */
  readonly node?: Key;
  /** The element that goes on: the activity itself, or a boundary event, event sub-process start, event after a gateway. */
  readonly element: string;
}

/** An open user task. */
export interface TaskWait extends WaitOn, TaskAttributes {
  readonly kind: 'task';
}

export interface TaskAttributes {
  readonly name?: string;
  readonly description?: string;
  readonly assignee?: string;
  readonly owner?: string;
  readonly delegation?: 'pending' | 'resolved';
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly due?: number;
  readonly followUp?: number;
  readonly priority?: number;
}

export interface TimerWait extends WaitOn {
  readonly kind: 'timer';
  readonly due: number;
  /** A repeating timer: its period (ISO 8601) or cron text, and how many runs are left after this one (-1: for ever). */
  readonly cycle?: string;
  readonly repeat?: number;
  /** Number of the task's timeout listener it calls; left out when it makes `element` go on. */
  readonly timeout?: number;
  readonly retries?: number;
}

/** An asynchronous boundary: the job goes on with the node's `phase`. */
export interface JobWait extends WaitOn {
  readonly kind: 'job';
  /** It hands a signal thrown asynchronously to this wait. */
  readonly delivers?: { readonly wait: Key; readonly variables: Variables };
  readonly retries?: number;
  readonly due?: number;
}

/** Work done after the commit by a task type of the server or a plugin (DECISIONS 1). */
export interface ServiceWait extends WaitOn {
  readonly kind: 'service';
  readonly type: string;
  readonly retries?: number;
  readonly due?: number;
}

/** Work fetched by an external worker. */
export interface ExternalWait extends WaitOn {
  readonly kind: 'external';
  readonly topic: string;
  readonly priority?: number;
  readonly retries?: number;
}

export interface MessageWait extends WaitOn {
  readonly kind: 'message';
  readonly name: string;
  /** Value of the correlation key; left out where any message of that name serves. */
  readonly correlation?: string;
}

export interface SignalWait extends WaitOn {
  readonly kind: 'signal';
  readonly name: string;
}

export interface ConditionWait extends WaitOn {
  readonly kind: 'condition';
  /** Records it reads as `entity:id`, so that a change of theirs finds it. */
  readonly records?: readonly string[];
}

/** A receive task without a message: goes on when told to. */
export interface TriggerWait extends WaitOn {
  readonly kind: 'trigger';
}

export interface CallWait extends WaitOn {
  readonly kind: 'call';
  readonly called: string;
}

export type WaitKind = Wait['kind'];

export interface Incident {
  readonly node?: Key;
  readonly element: string;
  readonly code: string;
  readonly message: string;
}
