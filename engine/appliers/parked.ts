import type { Parked } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { addChunk, putNode } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';
import { countStarted } from './loop-count.ts';

/** A token waits for the job of an asynchronous boundary. */
export function applyParked(draft: Draft, event: Parked): void {
  const { key, element, scope, phase, flow, index, variables, cause } = event;
  if (event.chunk) addChunk(draft, chunkOf(key));
  putNode(draft, key, {
    element,
    scope,
    variables,
    phase,
    flow,
    index,
    cause,
  });
  if (index !== undefined && phase === 'before') countStarted(draft, scope!);
}
