import type { LoopMoved } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { countCompleted } from './loop-count.ts';

/** An inner instance of a loop ended. */
export function applyLoopMoved(draft: Draft, event: LoopMoved): void {
  countCompleted(draft, event.key, event.index, event.output);
}
