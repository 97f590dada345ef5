import type { Ended } from '../events.ts';
import type { Draft } from '../state/draft.ts';

/** The instance is over. Its variables stay readable until the history has them. */
export function applyEnded({ head }: Draft, event: Ended): void {
  head.status = event.status;
  head.endedAt = event.at;
}
