/**
 * What every BPMN element answers for itself. One file per element makes one such object; `table.ts` lists them. The verbs know
 * elements only by this; nothing outside switches on a kind.
 *
 * The life of an activity: `enter` (a token arrives) → its own `execute` → perhaps waits → `trigger` or a command →
 * `complete` of `verbs/complete.ts`, or `cancel` of `verbs/cancel.ts`, which calls `terminate`.
 */
import type { Key, NodeCause, Variables } from '../instance.ts';
import type { Element, ElementKind } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import type { Token } from '../verbs/join.ts';
import type { ElementSource, Facets } from '../xml/source.ts';

/** How a token comes to an element. */
export interface Arrival {
  readonly element: Element;
  readonly scope: Key;
  /** The sequence flow it came by; left out at a start. */
  readonly flow?: string;
  /** The key of the token that waited for the job before the element. */
  readonly key?: Key;
  /** It is this turn of a loop, and `scope` the loop's body. */
  readonly turn?: Turn;
  /** Variables to begin with, in the element's own scope. */
  readonly variables?: Variables;
  readonly cause?: NodeCause;
}

export interface Turn {
  readonly index: number;
  /** The chunk it gets for its own. */
  readonly chunk?: Key;
}

/** What came with a message, signal, error, completed task … */
export interface Payload {
  readonly variables?: Variables;
  /** Variables for the scope of the catching element only. */
  readonly local?: Variables;
}

export interface ElementType {
  readonly kind: ElementKind;
  /** The moddle type it is made of, e.g. `bpmn:UserTask`. */
  readonly bpmn: string;
  /** Reads what only this element has, and reports what can't run. */
  compile?(source: ElementSource): Facets;
  /** A token arrives. */
  enter(run: Run, arrival: Arrival): Fiber;
  /** A new process instance begins here, by the event that this element waits for; left out: by entering it. */
  begin?(run: Run, element: Element): Fiber;
  /** Activities: it is active and its inputs are set; it completes now or opens a wait. */
  execute?(run: Run, key: Key, element: Element): Fiber;
  /**
   * What it waits for happened. `at` is the node it belongs to: its own, the activity a boundary event is attached to, the
   * scope of an event sub-process, the gateway before it.
   */
  trigger?(run: Run, at: Key, element: Element, payload: Payload): Fiber;
  /** Scopes: nothing is left to do in it. */
  quiet?(run: Run, key: Key, element: Element): Fiber;
  /** Scopes: an activity in it was completed. */
  partDone?(run: Run, key: Key, element: Element): Fiber;
  /** Gateways that look at other tokens: these go on together. */
  joined?(run: Run, element: Element, scope: Key, tokens: readonly Token[]): Fiber;
  /** Complex gateways: all of a round has come; tokens of the next one may be waiting already. */
  nextRound?(run: Run, element: Element, scope: Key): Fiber;
  /** It is about to be interrupted: give up what is outside the instance. */
  terminate?(run: Run, key: Key, element: Element): Fiber;
}

/** Typed identity, so that each element is one object literal with checked members. */
export function define(type: ElementType): ElementType {
  return Object.freeze(type);
}
