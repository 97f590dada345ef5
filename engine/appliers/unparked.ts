import type { Unparked } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { removeNode } from '../state/draft.ts';

/** The token goes on; what it enters next is another event. */
export function applyUnparked(draft: Draft, event: Unparked): void {
  removeNode(draft, event.key);
}
