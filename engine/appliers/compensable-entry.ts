import type { Remembered } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { keepCompensable } from './compensable.ts';

/** The scope's compensation log has this entry again. */
export function applyRemembered(draft: Draft, event: Remembered): void {
  keepCompensable(draft, event.scope, event.entry);
}
