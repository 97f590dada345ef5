import type { Opened } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { putWait } from '../state/draft.ts';

/** A wait is open. */
export function applyOpened(draft: Draft, event: Opened): void {
  putWait(draft, event.key, event.wait);
}
