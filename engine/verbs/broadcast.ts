/**
 * A signal goes to everyone who waits for it (10.5.7): to the thrower's own call tree within the unit of work, in the order of
 * the instances and their waits; to all others, and to start events, as an effect after the commit.
 */
import type { Key, Variables } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { load } from '../run/stop.ts';
import { emit } from '../run/work.ts';
import { waitOf } from '../state/draft.ts';
import { hasFar, loadTurns } from './cancel.ts';
import { catchWait } from './catch-wait.ts';
import { memberOf } from './members.ts';
import { openAttached } from './waits.ts';

export interface Thrower {
  readonly element: string;
  /** Every receiver gets it by a job of its own. */
  readonly asynchronous: boolean;
}

/** A throwing event's signal. */
export function* broadcast(run: Run, name: string, variables: Variables, thrower: Thrower): Fiber {
  emit(run, { type: 'thrown', trigger: 'signal', element: thrower.element, code: name });
  run.session.effects.push({
    type: 'signal',
    name,
    variables,
    root: run.draft.head.root,
    ...(thrower.asynchronous && { asynchronous: true as const }),
  });
  for (const receiver of treeOf(run, name)) yield* receive(receiver, name, variables, thrower.asynchronous);
}

/** Gives the signal to all who wait for it in one instance. */
export function* receive(run: Run, name: string, variables: Variables, asynchronous = false): Fiber {
  for (const key of signalWaits(run, name)) {
    const wait = waitOf(run.draft, key);
    if (wait === undefined) continue;
    if (!asynchronous) yield* catchWait(run, key, { variables });
    else
      openAttached(run, wait.node ?? key, {
        kind: 'job',
        element: wait.element,
        delivers: { wait: key, variables },
      });
  }
}

export function signalWaits(run: Run, name: string): Key[] {
  loadTurns(run, 'signal');
  const keys: Key[] = [];
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, wait] of Object.entries(chunk.waits)) {
      if (wait.kind === 'signal' && wait.name === name) keys.push(key);
    }
  }
  return keys;
}

// helpers //////////

/** The instances of the call tree that may wait for the signal, this one first. */
function treeOf(run: Run, name: string): Run[] {
  const { root, caller } = run.draft.head;
  const ids = new Set([run.id]);
  if (caller !== undefined || hasCalls(run)) {
    const receivers = run.session.world.receivers(root, name);
    if (receivers === undefined)
      return load([{ kind: 'receivers', key: `receivers/${root}/${name}`, root, signal: name }]);
    // Those of this session may wait for it only since this unit began.
    for (const id of [...receivers, ...run.session.runs.keys()]) ids.add(id);
  }
  return [...ids].map((id) => memberOf(run.session, id)).filter((member): member is Run => member !== null);
}

function hasCalls(run: Run): boolean {
  if (!run.process.hasCalls) return false;
  for (const chunk of run.draft.chunks.values()) {
    for (const node of Object.values(chunk.nodes)) if (hasFar(node)) return true;
    for (const wait of Object.values(chunk.waits)) if (wait.kind === 'call') return true;
  }
  return false;
}
