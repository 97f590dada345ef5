import type { Looped } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { nodeOf, putNode, reserve } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';

/** Counters of a loop body were set anew: it got its items, or its number changed. */
export function applyLooped(draft: Draft, event: Looped): void {
  putNode(draft, event.key, { ...nodeOf(draft, event.key)!, loop: event.loop });
  const { chunks, total } = event.loop;
  if (chunks) reserve(draft, chunkOf(event.key), chunks.first + (total ?? 0) - 1);
}
