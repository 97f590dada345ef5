/** Opens and closes what an instance waits for. */
import type { Json } from '#metadata/value.ts';
import type { Key, Wait } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { nextKey, nodeOf, waitOf, waitsOf } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A wait that is the node's own, under the same key: an open task, a job, a catch event. */
export function openOwn(run: Run, key: Key, wait: OmitEach<Wait, 'node'>): void {
  emit(run, { type: 'opened', key, wait: wait as Wait });
}

/** A further wait of a node: a boundary event, the start of an event sub-process, one event after a gateway. */
export function openAttached(run: Run, node: Key, wait: OmitEach<Wait, 'node'>): Key {
  const key = nextKey(run.draft, chunkOf(node));
  emit(run, { type: 'opened', key, wait: { ...wait, node } as Wait });
  return key;
}

/** The wait of an event for the node `at`: its own if nothing else of the node waits yet and the event is the node's. */
export function openAt(run: Run, at: Key, wait: OmitEach<Wait, 'node'>): Key {
  const isOwn = nodeOf(run.draft, at)?.element === wait.element && waitOf(run.draft, at) === undefined;
  if (!isOwn) return openAttached(run, at, wait);
  openOwn(run, at, wait);
  return at;
}

/** Ends a wait, and the incident it may have. */
export function close(run: Run, key: Key, done: boolean, outcome?: string): void {
  const { kind } = waitOf(run.draft, key)!;
  if (run.draft.chunks.get(chunkOf(key))!.incidents[key] !== undefined) emit(run, { type: 'resolved', key });
  emit(run, { type: 'closed', key, kind, done, outcome });
}

/** Changes attributes of a wait; null removes one. */
export function change(run: Run, key: Key, set: Readonly<Record<string, Json>>): void {
  emit(run, { type: 'changed', key, kind: waitOf(run.draft, key)!.kind, set });
}

/** Closes all waits of a node, as given up. */
export function closeAll(run: Run, node: Key): void {
  for (const key of [...waitsOf(run.draft, node)]) close(run, key, false);
}
