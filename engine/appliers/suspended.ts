import type { Draft } from '../state/draft.ts';

/** Nothing goes on until it is resumed. */
export function applySuspended(draft: Draft): void {
  draft.head.status = 'suspended';
}
