/** The handlers of a cancelled transaction are done: its cancel boundary event takes over. */
import { type Key, ROOT } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { cancel } from './cancel.ts';
import { finish } from './finish.ts';

/** `thrower` is the cancel end event. Without a cancel boundary event the transaction just ends. */
export function* leaveTransaction(run: Run, thrower: Key): Fiber {
  const element = run.process.elements.get(nodeOf(run.draft, thrower)!.element)!;
  const scope = nodeOf(run.draft, thrower)!.scope ?? ROOT;
  finish(run, thrower, element);
  // Of a transaction that is a loop, the boundary event stands on the body.
  const node = nodeOf(run.draft, scope)!;
  const at = node.index === undefined ? scope : node.scope!;
  const boundary = run.process.elements
    .get(node.element)!
    .boundaries.find(({ trigger }) => trigger?.kind === 'cancel');
  emit(run, {
    type: 'thrown',
    trigger: 'cancel',
    element: element.id,
    ...(boundary && { caughtBy: boundary.id }),
  });
  if (boundary !== undefined) yield* boundary.type.trigger!(run, at, boundary, {});
  else {
    const around = nodeOf(run.draft, at)!.scope ?? ROOT;
    yield* cancel(run, at);
    touch(run, around);
  }
}
