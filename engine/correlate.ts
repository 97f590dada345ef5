/**
 * Who gets a message. The candidates are found by name in the index rows; here is decided which of them fit what the sender
 * knows, and that without `all` exactly one may: one that waits, or else one start event.
 */
import type { Json } from '#metadata/value.ts';
import { type Rejection, rejection } from './failures.ts';
import { type Instance, type Key, ROOT, type Variables } from './instance.ts';
import { draftOf, nodeOf, waitOf } from './state/draft.ts';
import { lookUp } from './verbs/variables.ts';

export interface Correlation {
  /** Only this instance. */
  readonly instance?: string;
  readonly businessKey?: string;
  /** Value of the correlation key that a subscription declares. */
  readonly correlation?: string;
  /** Variables the process instance has with these values. */
  readonly variables?: Variables;
  /** Variables that live in the scope of what waits. */
  readonly local?: Variables;
}

/** An open subscription with its instance, its chunk loaded. */
export interface Candidate {
  readonly instance: Instance;
  readonly key: Key;
}

export type Receivers<C, S> =
  | { readonly ok: true; readonly deliver: readonly C[]; readonly start: readonly S[] }
  | { readonly ok: false; readonly rejection: Rejection };

/** Whether what waits fits what the sender knows. */
export function fits({ instance, key }: Candidate, correlation: Correlation): boolean {
  const { businessKey, variables = {}, local = {} } = correlation;
  if (correlation.instance !== undefined && correlation.instance !== instance.id) return false;
  if (businessKey !== undefined && businessKey !== instance.businessKey) return false;
  const draft = draftOf(instance);
  const wait = waitOf(draft, key);
  if (wait?.kind !== 'message') return false;
  // A subscription with a key takes only its messages; those sent without one fit only where none is asked for.
  if (wait.correlation !== correlation.correlation && wait.correlation !== undefined) return false;
  const at = wait.node ?? key;
  return (
    Object.entries(variables).every(([name, value]) => isSame(lookUp(draft, ROOT, name), value)) &&
    Object.entries(local).every(([name, value]) => isSame(ownAt(draft, at, name), value))
  );
}

/** Chooses among those that fit; `starts` are the message start events of that name. */
export function chooseReceivers<C, S>(
  message: string,
  waiting: readonly C[],
  starts: readonly S[],
  all: boolean,
): Receivers<C, S> {
  if (all) return { ok: true, deliver: waiting, start: starts };
  if (waiting.length === 1) return { ok: true, deliver: waiting, start: [] };
  if (waiting.length > 1) return no('message.many', waiting.length);
  if (starts.length === 1) return { ok: true, deliver: [], start: starts };
  return starts.length > 1 ? no('message.many', starts.length) : no('message.nobody', 0);

  function no(code: 'message.many' | 'message.nobody', count: number): Receivers<C, S> {
    return { ok: false, rejection: rejection(code, { message, count }) };
  }
}

// helpers //////////

function ownAt(draft: ReturnType<typeof draftOf>, at: Key, name: string): Json | undefined {
  const variables = nodeOf(draft, at)?.variables;
  return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function isSame(a: Json | undefined, b: Json): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
