import type { Completed } from '../events.ts';
import { dropApart } from '../state/apart.ts';
import type { Draft } from '../state/draft.ts';
import { nodeOf, removeNode } from '../state/draft.ts';
import { keepCompensable } from './compensable.ts';
import { dropTurns } from './loop-count.ts';

/** The element instance is over; its scope remembers what can be compensated. */
export function applyCompleted(draft: Draft, event: Completed): void {
  const node = nodeOf(draft, event.key)!;
  removeNode(draft, event.key);
  dropTurns(draft, event.key, node);
  dropApart(draft, event.key, node);
  if (event.compensable) keepCompensable(draft, node.scope, event.compensable);
}
