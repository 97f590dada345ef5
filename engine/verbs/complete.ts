/** The end of an activity that has done its work. */
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { spawn, touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { BpmnError } from './bpmn-error.ts';
import { finish } from './finish.ts';
import { leave } from './leave.ts';
import { runListeners } from './listeners.ts';
import { endTurn } from './loop.ts';
import { applyOutputs } from './mappings.ts';
import { failWith } from './throw-error.ts';

/** Calls end listeners, maps outputs, and lets the token go on; in a loop, the next turn begin. */
export function* complete(run: Run, key: Key, element: Element): Fiber {
  if (element.listeners.length > 0 || element.outputs.length > 0) {
    try {
      run.ending.add(key);
      yield* runListeners(run, { key, element }, element.listeners, 'end');
      if (nodeOf(run.draft, key) !== undefined) yield* applyOutputs(run, key, element);
    } catch (error) {
      if (!(error instanceof BpmnError)) throw error;
      yield* failWith(run, key, { code: error.code, message: error.message });
    }
  }
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  const scope = node.scope ?? ROOT;
  if (node.index !== undefined) yield* endTurn(run, key, element);
  else if (node.cause === 'compensation') {
    finish(run, key, element);
    touch(run, scope);
  } else {
    finish(run, key, element);
    yield* leave(run, element, scope);
    yield* tellScope(run, element, scope);
  }
}

/** The work of an activity is done: conditions it made true go first, and may interrupt it. */
export function* completeWork(run: Run, key: Key, element: Element): Fiber {
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  if (run.news.length === 0) yield* complete(run, key, element);
  else spawn(run, node.scope ?? ROOT, () => complete(run, key, element));
}

// helpers //////////

function* tellScope(run: Run, { scope: around }: Element, scope: Key): Fiber {
  if (around?.type.partDone && nodeOf(run.draft, scope) !== undefined)
    yield* around.type.partDone(run, scope, around);
}
