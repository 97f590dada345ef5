import type { Moved } from '../events.ts';
import { type Draft, nodeOf, putNode, removeNode } from '../state/draft.ts';

/** The element instance lies in another scope now. */
export function applyMoved(draft: Draft, event: Moved): void {
  const { scope: _, index, ...node } = nodeOf(draft, event.key)!;
  removeNode(draft, event.key);
  putNode(draft, event.key, {
    ...node,
    ...(event.scope !== undefined && { scope: event.scope }),
    ...(index !== undefined && !event.noTurn && { index }),
  });
}
