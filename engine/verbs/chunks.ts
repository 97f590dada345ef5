/** Parts of the state that lie aside: a step stops where one is missing, and begins again once it is loaded. */
import { type Key, ROOT } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { load } from '../run/stop.ts';
import { chunkOf } from '../state/keys.ts';

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
