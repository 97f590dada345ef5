/** Parts of the state that lie aside: a step stops where one is missing, and begins again once it is loaded. */
import { type Key, ROOT } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { load } from '../run/stop.ts';
import { chunkOf, numberOfKey } from '../state/keys.ts';
import { hasBit } from '../state/open-bits.ts';

/** Stops to have these chunks loaded, unless they are, or are gone since this unit began. */
export function needChunks(run: Run, chunks: readonly Key[]): void {
  const { chunks: known, deleted } = run.draft;
  const missing = chunks.filter((id) => !known.has(id) && !deleted.has(id));
  if (missing.length > 0) load([{ kind: 'chunks', key: `${run.id}/chunks`, id: run.id, chunks: missing }]);
}

/** The same for the chunk a node lies in, with those around it. */
export function needNode(run: Run, key: Key): void {
  const around: Key[] = [];
  for (let chunk = chunkOf(key); chunk !== ROOT; chunk = chunkOf(chunk)) around.unshift(chunk);
  needChunks(run, around);
}

/** The same for a key that comes from outside and may name what never was; whether there is such a chunk. */
export function reach(run: Run, key: Key): boolean {
  const chunk = chunkOf(key);
  if (chunk === ROOT) return true;
  if (!reach(run, chunk) || !isOpen(run, chunk)) return false;
  needChunks(run, [chunk]);
  return true;
}

// helpers //////////

function isOpen({ draft }: Run, chunk: Key): boolean {
  const around = draft.chunks.get(chunkOf(chunk))?.nodes ?? {};
  return Object.values(around).some(({ loop, apart = [] }) =>
    [loop?.chunks, ...apart].some((group) => group && hasBit(group.open, numberOfKey(chunk) - group.first)),
  );
}
