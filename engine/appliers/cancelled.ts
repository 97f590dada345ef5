import type { Cancelled } from '../events.ts';
import { dropApart } from '../state/apart.ts';
import type { Draft } from '../state/draft.ts';
import { nodeOf, removeNode } from '../state/draft.ts';
import { dropTurns } from './loop-count.ts';

/** The element instance was interrupted. */
export function applyCancelled(draft: Draft, event: Cancelled): void {
  const node = nodeOf(draft, event.key)!;
  removeNode(draft, event.key);
  dropTurns(draft, event.key, node);
  dropApart(draft, event.key, node);
}
