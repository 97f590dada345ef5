import type { Activated } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { addChunk, nodeOf, putNode, reserve } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';
import { countStarted } from './loop-count.ts';

/** An element instance lives; a token parked before it becomes it, under the same key. */
export function applyActivated(draft: Draft, event: Activated): void {
  const { key, element, scope, loop, index, variables, cause } = event;
  if (event.chunk) addChunk(draft, chunkOf(key));
  const isNew = nodeOf(draft, key) === undefined;
  putNode(draft, key, {
    element,
    scope,
    variables,
    loop,
    index,
    cause,
  });
  if (isNew && index !== undefined) countStarted(draft, scope!);
  if (loop?.chunks) reserve(draft, chunkOf(key), loop.chunks.first + (loop.total ?? 0) - 1);
}
