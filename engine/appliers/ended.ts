import type { Ended } from '../events.ts';
import type { Draft } from '../state/draft.ts';

/** The instance is over. Its variables stay readable until the history has them. */
export function applyEnded(draft: Draft, event: Ended): void {
  draft.head = { ...draft.head, status: event.status, endedAt: event.at };
}
