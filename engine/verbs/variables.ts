/**
 * Variables by scope. A name is looked for from the element outwards; setting it changes it where it lives, and makes a new
 * one in the process instance. Values are in state form; expressions turn into memory only what they read.
 */

import type { Json } from '#metadata/value.ts';
import { type Key, type Node, ROOT, type Variables } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { emit, stir } from '../run/work.ts';
import { type Draft, nodeOf } from '../state/draft.ts';
import { inner } from '../state/keys.ts';
import { isTooLarge, LARGEST } from '../state/size.ts';

/** The value visible under a name from a node; undefined if there is none. */
export function lookUp(draft: Draft, from: Key, name: string): Json | undefined {
  for (let key = from; ; ) {
    const node = nodeOf(draft, key);
    if (node === undefined) return undefined;
    const value = ownValue(node, name);
    if (value !== undefined) return value;
    if (key === ROOT) return undefined;
    key = node.scope ?? ROOT;
  }
}

/** Everything visible from a node. */
export function visibleFrom(draft: Draft, from: Key): Variables {
  const chain: Variables[] = [];
  for (let key = from; ; ) {
    const node = nodeOf(draft, key);
    if (node === undefined) break;
    chain.push(ownVariables(node));
    if (key === ROOT) break;
    key = node.scope ?? ROOT;
  }
  return chain.length === 1 ? chain[0]! : Object.assign(Object.create(null), ...chain.reverse());
}

/** The variables that live in a node, the counters of its loop included. */
export function ownVariables(node: Node): Variables {
  const { variables, loop, index } = node;
  if (loop === undefined && index === undefined) return variables ?? {};
  return {
    ...(index !== undefined && { loopCounter: index }),
    ...(loop && {
      nrOfInstances: loop.total ?? loop.started,
      nrOfCompletedInstances: loop.completed,
      nrOfActiveInstances: activeIn(node),
    }),
    ...variables,
  };
}

/** Sets variables as seen from a node: each where it lives already, else in the process instance. */
export function setVariables(run: Run, from: Key, values: Variables): void {
  const names = Object.keys(values);
  if (names.length === 1) {
    setLocal(run, homeOf(run.draft, from, names[0]!), values);
    return;
  }
  const byScope = new Map<Key, Record<string, Json>>();
  for (const [name, value] of Object.entries(values)) {
    const scope = homeOf(run.draft, from, name);
    const group = byScope.get(scope);
    if (group === undefined) byScope.set(scope, { [name]: value });
    else Object.defineProperty(group, name, { value, enumerable: true, configurable: true, writable: true });
  }
  for (const [scope, set] of byScope) setLocal(run, scope, set);
}

/** Sets variables in this very node. */
export function setLocal(run: Run, scope: Key, set: Variables): void {
  const names = Object.keys(set);
  if (names.length === 0) return;
  checkSizes(run, nodeOf(run.draft, scope)?.element ?? run.process.key, set);
  if (run.process.hasConditions) {
    const before = nodeOf(run.draft, scope)?.variables;
    for (const name of names) {
      const event = before !== undefined && Object.hasOwn(before, name) ? 'update' : 'create';
      stir(run, { kind: 'variable', scope, name, event });
    }
  }
  emit(run, { type: 'variables', scope: inner(scope), set });
}

/** Fails at the element whose variables they are to be. */
export function checkSizes(run: Run, element: string, values: Variables): void {
  for (const [name, value] of Object.entries(values))
    if (isTooLarge(value)) fail(run, 'variable.size', element, { name, limit: LARGEST });
}

/** Removes variables where they live, seen from a node; names that don't exist are ignored. */
export function removeVariables(run: Run, from: Key, names: readonly string[]): void {
  for (const name of names) {
    if (lookUp(run.draft, from, name) !== undefined) removeLocal(run, homeOf(run.draft, from, name), [name]);
  }
}

export function removeLocal(run: Run, scope: Key, names: readonly string[]): void {
  const variables = nodeOf(run.draft, scope)?.variables ?? {};
  const removed = names.filter((name) => Object.hasOwn(variables, name));
  if (removed.length === 0) return;
  if (run.process.hasConditions) {
    for (const name of removed) stir(run, { kind: 'variable', scope, name, event: 'delete' });
  }
  emit(run, { type: 'variables', scope: inner(scope), removed });
}

// helpers //////////

function ownValue(node: Node, name: string): Json | undefined {
  const { variables, loop, index } = node;
  if (variables !== undefined && Object.hasOwn(variables, name)) return variables[name];
  if (index !== undefined && name === 'loopCounter') return index;
  if (loop === undefined) return undefined;
  if (name === 'nrOfInstances') return loop.total ?? loop.started;
  if (name === 'nrOfCompletedInstances') return loop.completed;
  if (name === 'nrOfActiveInstances') return activeIn(node);
  return undefined;
}

/** Instances of a parallel loop count as active from the start on, although they begin one after the other. */
function activeIn(node: Node): number {
  const { total, started, completed, sequential } = node.loop!;
  return (sequential || total === null ? started : total) - completed;
}

function homeOf(draft: Draft, from: Key, name: string): Key {
  for (let key = from; key !== ROOT; ) {
    const node = nodeOf(draft, key);
    if (node === undefined) return ROOT;
    if (node.variables !== undefined && Object.hasOwn(node.variables, name)) return key;
    key = node.scope ?? ROOT;
  }
  return ROOT;
}
