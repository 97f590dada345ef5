/** Sub-processes of every kind as scopes: how the flow in them begins and how they end. */
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { spawn, touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { complete } from './complete.ts';
import { enter } from './enter.ts';
import { finish } from './finish.ts';

/** At the start event; without one, at every activity without incoming flow (13.3.4). */
export function* beginScope(run: Run, key: Key, element: Element): Fiber {
  const entries = entriesOf(element);
  for (const start of entries) spawn(run, key, () => enter(run, { element: start, scope: key }));
  if (entries.length === 0) touch(run, key);
}

/** Nothing is left to do in the scope. A turn of a loop, and a scope reopened to be compensated, end in their own way. */
export function* endScope(run: Run, key: Key, element: Element): Fiber {
  const node = nodeOf(run.draft, key);
  if (node === undefined || node.loop !== undefined) return;
  if (node.cause === 'compensation' && !element.forCompensation) {
    finish(run, key, element);
    touch(run, node.scope ?? ROOT);
  } else yield* complete(run, key, element);
}

export function entriesOf(scope: Element): readonly Element[] {
  const starts = scope.children.filter((child) => child.kind === 'startEvent');
  if (starts.length > 0) return starts;
  return scope.children.filter(
    (child) =>
      child.incoming.length === 0 &&
      child.kind !== 'eventSubProcess' &&
      child.kind !== 'boundaryEvent' &&
      !child.forCompensation &&
      child.trigger?.kind !== 'link',
  );
}
