import type { Draft } from '../state/draft.ts';

/** Work goes on. */
export function applyResumed(draft: Draft): void {
  draft.head.status = 'active';
}
