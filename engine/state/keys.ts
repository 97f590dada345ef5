/** How keys are read: which chunk a node or wait lies in (`instance.ts`, `Key`). */
import { type Key, ROOT } from '../instance.ts';

/** `"7.2"` lies in chunk `"7"`, `"7"` in the root chunk. */
export function chunkOf(key: Key): Key {
  const dot = key.lastIndexOf('.');
  return dot < 0 ? ROOT : key.slice(0, dot);
}

/** The key with number `n` in a chunk. */
export function keyIn(chunk: Key, n: number): Key {
  return chunk === ROOT ? String(n) : `${chunk}.${n}`;
}

export function numberOfKey(key: Key): number {
  return Number(key.slice(key.lastIndexOf('.') + 1));
}

/** A scope as events and nodes name it: the process itself is left out. */
export function inner(scope: Key): Key | undefined {
  return scope === ROOT ? undefined : scope;
}
