/**
 * The events that are waited for at an element instance beside its own work: those on its border, those that start event
 * sub-processes in it, those after an event-based gateway. In a migration they are carried over, dropped or begun.
 */
import type { Key, Node } from '../instance.ts';
import { ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { childrenOf, nodeOf, waitOf, waitsOf } from '../state/draft.ts';
import { likeOf, type Names, whyUnlike } from './likeness.ts';

export interface AwaitedEvents {
  /** Waits that end: their event is gone. */
  readonly dropped: readonly Key[];
  /** Events of the new version that nothing waits for yet. */
  readonly begun: readonly Element[];
}

/** `element` and `like`: what the node is in the old version and in the new one. `renew`: events of the old one to wait for anew. */
export function compareEvents(
  run: Run,
  key: Key,
  element: Element,
  like: Element,
  names: Names,
  renew: ReadonlySet<string>,
): AwaitedEvents {
  const node = nodeOf(run.draft, key)!;
  const hasStarts = !isInterrupted(run, key);
  const there = eventsAt(like, like.loop === null ? withoutIndex(node) : node, hasStarts);
  const carried = new Map<string, Element>();
  for (const event of eventsAt(element, node, hasStarts)) {
    const other = likeOf(names, event.id);
    if (other && there.includes(other) && whyUnlike(event, other) === null) carried.set(event.id, other);
  }
  for (const event of renew) carried.delete(event);
  const known = new Set(carried.values());
  return {
    dropped: [...waitsOf(run.draft, key)].filter((wait) => {
      const event = waitOf(run.draft, wait)!.element;
      return event !== element.id && !carried.has(event);
    }),
    begun: there.filter((event) => !known.has(event)),
  };
}

// helpers //////////

function eventsAt(element: Element, node: Node, hasStarts: boolean): Element[] {
  const isBody = node.loop !== undefined && element.loop !== null;
  const starts = isBody || !hasStarts ? [] : element.eventSubProcesses.flatMap(({ children }) => children);
  return [
    ...(node.index === undefined ? element.boundaries : []),
    ...starts.filter(({ kind }) => kind === 'startEvent'),
    ...(element.kind === 'eventBasedGateway' ? element.outgoing.map(({ target }) => target) : []),
  ];
}

/** A turn whose loop is none any more is the activity itself. */
function withoutIndex(node: Node): Node {
  const { index: _, ...plain } = node;
  return plain;
}

/** In an interrupted scope no event sub-process can start any more. */
function isInterrupted(run: Run, scope: Key): boolean {
  return [...childrenOf(run.draft, scope)].some(
    (key) => key !== ROOT && nodeOf(run.draft, key)!.cause === 'interrupting',
  );
}
