/** Takes a completed element instance out of the state, keeping what is needed to compensate it. */
import type { Compensable, Key, Node } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { closeAll } from './waits.ts';

export function finish(run: Run, key: Key, element: Element): void {
  closeAll(run, key);
  const node = nodeOf(run.draft, key)!;
  const compensable = node.cause === 'compensation' ? undefined : compensableOf(key, node, element);
  emit(run, {
    type: 'completed',
    key,
    element: element.id,
    body: node.loop && true,
    compensable,
  });
}

/** The handler of a compensation boundary event, or the event sub-process that compensates a scope, or what its parts have. */
function compensableOf(key: Key, node: Node, element: Element): Compensable | undefined {
  const { variables, done, index, loop } = node;
  const inLoop = loop !== undefined;
  const hasHandler = !inLoop && (element.compensatedBy !== null || compensationStart(element) !== null);
  if (!hasHandler && done === undefined) return undefined;
  return { key, element: element.id, variables: inLoop ? undefined : variables, done, index };
}

/** The event sub-process that is this scope's own compensation. */
export function compensationStart(element: Element): Element | null {
  return (
    element.eventSubProcesses.find((inner) =>
      inner.children.some((child) => child.kind === 'startEvent' && child.trigger?.kind === 'compensation'),
    ) ?? null
  );
}
