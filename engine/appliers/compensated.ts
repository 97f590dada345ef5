import type { Compensated } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { dropCompensables } from './compensable.ts';

/** Entries of a scope's compensation log are used up. */
export function applyCompensated(draft: Draft, event: Compensated): void {
  dropCompensables(draft, event.scope, event.keys);
}
