import type { Compensating } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { nodeOf, putNode } from '../state/draft.ts';

/** A throwing event waits for its handlers. */
export function applyCompensating(draft: Draft, event: Compensating): void {
  putNode(draft, event.key, { ...nodeOf(draft, event.key)!, phase: 'compensating' });
}
