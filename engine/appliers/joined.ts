import type { Joined } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { removeNode } from '../state/draft.ts';

/** The join has consumed its tokens. */
export function applyJoined(draft: Draft, event: Joined): void {
  for (const key of event.keys) removeNode(draft, key);
}
