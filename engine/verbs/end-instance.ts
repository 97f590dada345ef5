/** A process instance ends: by itself, or because it is cancelled; its caller hears of it. */
import { type Key, ROOT } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, spawn, touch } from '../run/work.ts';
import { childrenOf, nodeOf } from '../state/draft.ts';
import { mapOutputs } from './call-mapping.ts';
import { cancel, empty } from './cancel.ts';
import { complete } from './complete.ts';
import { callerOf } from './levels.ts';
import { runListeners } from './listeners.ts';
import { uncatchable } from './uncatchable.ts';
import { close, closeAll } from './waits.ts';

/** Nothing is left to do in it. */
export function* completeInstance(run: Run): Fiber {
  yield* end(run, 'completed');
  const calling = callerOf(run);
  if (calling === null) return;
  yield* mapOutputs(run);
  const { run: caller, key } = calling;
  const node = nodeOf(caller.draft, key)!;
  close(caller, key, true);
  spawn(caller, node.scope ?? ROOT, () => complete(caller, key, caller.process.elements.get(node.element)!));
}

/** Everything in it is interrupted. Its caller doesn't hear of it: whoever cancels sees to that. */
export function* cancelInstance(run: Run, reason?: string): Fiber {
  if (run.draft.head.endedAt !== undefined) return;
  yield* empty(run, ROOT);
  yield* end(run, 'cancelled', reason);
}

/**
 * A called instance was cancelled by hand: so is its call activity, and, going outwards, every scope and instance
 * that has nothing else to do. Where something else is going on, only this path ends.
 */
export function* cancelCaller(run: Run, reason?: string): Fiber {
  const calling = callerOf(run);
  if (calling === null) return;
  const { run: caller } = calling;
  let key: Key = calling.key;
  for (;;) {
    const scope = nodeOf(caller.draft, key)!.scope ?? ROOT;
    yield* cancel(caller, key);
    if (childrenOf(caller.draft, scope).size > 0 || caller.pending.has(scope)) return touch(caller, scope);
    if (scope === ROOT) break;
    key = scope;
  }
  yield* cancelInstance(caller, reason);
  yield* cancelCaller(caller, reason);
}

// helpers //////////

function* end(run: Run, status: 'completed' | 'cancelled', reason?: string): Fiber {
  const element = run.process.root;
  if (element.listeners.length > 0)
    yield* uncatchable(run, runListeners(run, { key: ROOT, element }, element.listeners, 'end'));
  closeAll(run, ROOT);
  emit(run, { type: 'ended', status, at: run.session.env.now, reason });
}
