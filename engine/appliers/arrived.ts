import type { Arrived } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { putNode } from '../state/draft.ts';

/** A token waits at a join. */
export function applyArrived(draft: Draft, event: Arrived): void {
  const { key, element, scope, flow, reset, awaits } = event;
  putNode(draft, key, { element, scope, phase: reset ? 'resetting' : 'joining', flow, awaits });
}
