import type { Queued } from '../events.ts';
import { type Draft, nodeOf, putNode } from '../state/draft.ts';

/** What an ad-hoc sub-process still has to start. */
export function applyQueued(draft: Draft, { key, elements }: Queued): void {
  putNode(draft, key, { ...nodeOf(draft, key)!, left: elements.length > 0 ? elements : undefined });
}
