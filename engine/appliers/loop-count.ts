/** The counters of a loop body, moved by the events of its inner instances. */
import type { Json } from '#metadata/value.ts';
import type { Key, Loop, Node } from '../instance.ts';
import { type Draft, dropChunk, nodeOf, putNode, putOutput } from '../state/draft.ts';
import { chunkOf, keyIn } from '../state/keys.ts';
import { withoutBit } from '../state/open-bits.ts';

export function countStarted(draft: Draft, body: Key): void {
  const node = nodeOf(draft, body)!;
  const loop = node.loop!;
  putNode(draft, body, { ...node, loop: { ...loop, started: loop.started + 1 } });
}

/** One more is complete. What it puts out is kept with the body, or in its chunk where it has one. */
export function countCompleted(draft: Draft, body: Key, index: number, output: Json | undefined): void {
  const node = nodeOf(draft, body)!;
  let loop: Loop = { ...node.loop!, completed: node.loop!.completed + 1 };
  if (loop.chunks) {
    const chunk = keyIn(chunkOf(body), loop.chunks.first + index);
    if (output === undefined) dropChunk(draft, chunk);
    else putOutput(draft, chunk, output);
    loop = { ...loop, chunks: { ...loop.chunks, open: withoutBit(loop.chunks.open, index) } };
  } else if (output !== undefined) {
    loop = { ...loop, outputs: { ...loop.outputs, [index]: output } };
  }
  putNode(draft, body, { ...node, loop });
}

/** The body is gone, and with it the chunks of its turns, which may still hold their output; not what lives in one on its own. */
export function dropTurns(draft: Draft, body: Key, node: Node): void {
  const { chunks, started } = node.loop ?? {};
  if (!chunks) return;
  for (let index = 0; index < started!; index++) {
    const chunk = keyIn(chunkOf(body), chunks.first + index);
    if (nodeOf(draft, keyIn(chunk, 0)) === undefined) dropChunk(draft, chunk);
  }
}
