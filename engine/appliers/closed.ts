import type { Closed } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { removeWait } from '../state/draft.ts';

/** What was waited for happened, or is waited for no more. */
export function applyClosed(draft: Draft, event: Closed): void {
  removeWait(draft, event.key);
}
