/**
 * What were turns of a large loop until a migration gave it up: they lie in the scope that was around the loop, each still in the
 * chunk it had. The scope's node names them by bits, as the loop did; a chunk goes with the last that lies in it.
 */
import { type Apart, type Key, type Node, ROOT } from '../instance.ts';
import { type Draft, dropChunk, nodeOf, putNode } from './draft.ts';
import { chunkOf, keyIn, numberOfKey } from './keys.ts';
import { hasBit, setBits, withoutBit } from './open-bits.ts';

/** The chunks of a loop's turns that still run. */
export function chunksApart(scope: Key, { first, open }: Pick<Apart, 'first' | 'open'>): Key[] {
  return setBits(open).map((index) => keyIn(chunkOf(scope), first + index));
}

/** An element instance is over: if it lay apart, its chunk goes, and its scope knows it no more. */
export function dropApart(draft: Draft, key: Key, node: Node): void {
  const scope = node.scope ?? ROOT;
  const chunk = chunkOf(key);
  if (node.index !== undefined || chunk === chunkOf(scope)) return;
  dropChunk(draft, chunk);
  const { apart = [], ...around } = nodeOf(draft, scope)!;
  const left = apart
    .map((group) => withoutNumber(group, numberOfKey(chunk)))
    .filter(({ open }) => /[^0]/.test(open));
  putNode(draft, scope, { ...around, ...(left.length > 0 && { apart: left }) });
}

// helpers //////////

function withoutNumber(group: Apart, number: number): Apart {
  const index = number - group.first;
  return hasBit(group.open, index) ? { ...group, open: withoutBit(group.open, index) } : group;
}
