/** The way outwards from a node: what could catch an error or escalation, level by level, and the calling instance. */
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { needNode } from './chunks.ts';
import { memberOf } from './members.ts';

export interface Level {
  readonly key: Key;
  /** Start events of the event sub-processes of this scope, but for the one the throw comes out of. */
  readonly starts: readonly Element[];
  /** Boundary events on it. */
  readonly boundaries: readonly Element[];
}

/** From the node itself to the process. A loop's boundary events stand on its body. */
export function* levelsFrom(run: Run, from: Key): Generator<Level, void, void> {
  let inside: Element | null = null;
  for (let key = from; ; ) {
    const node = nodeOf(run.draft, key);
    if (node === undefined) return;
    const element = run.process.elements.get(node.element)!;
    const isBody = node.loop !== undefined;
    yield {
      key,
      starts: isBody ? [] : startsOf(element, inside),
      boundaries: node.index === undefined ? element.boundaries : [],
    };
    if (key === ROOT) return;
    inside = element;
    key = node.scope ?? ROOT;
  }
}

/** The call activity that started this instance. */
export function callerOf(run: Run): { run: Run; key: Key } | null {
  const { caller } = run.draft.head;
  if (caller === undefined) return null;
  const calling = memberOf(run.session, caller.instance);
  if (calling === null) return null;
  needNode(calling, caller.key);
  return nodeOf(calling.draft, caller.key) === undefined ? null : { run: calling, key: caller.key };
}

// helpers //////////

function startsOf(scope: Element, inside: Element | null): Element[] {
  const starts: Element[] = [];
  for (const eventSubProcess of scope.eventSubProcesses) {
    if (eventSubProcess === inside) continue;
    for (const child of eventSubProcess.children) if (child.kind === 'startEvent') starts.push(child);
  }
  return starts;
}
