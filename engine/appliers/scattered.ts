import type { Scattered } from '../events.ts';
import { ROOT } from '../instance.ts';
import { chunksApart } from '../state/apart.ts';
import { type Draft, nodeOf, putNode, removeNode } from '../state/draft.ts';
import { keyIn } from '../state/keys.ts';

/** The turns of a large loop are plain activities of the scope now; their body has none any more. */
export function applyScattered(draft: Draft, { key, scope }: Scattered): void {
  const body = nodeOf(draft, key)!;
  const chunks = body.loop!.chunks!;
  for (const chunk of chunksApart(key, chunks)) {
    const turn = keyIn(chunk, 0);
    const { scope: _, index: __, ...node } = nodeOf(draft, turn)!;
    removeNode(draft, turn);
    putNode(draft, turn, { ...node, ...(scope !== undefined && { scope }) });
  }
  const around = nodeOf(draft, scope ?? ROOT)!;
  const group = { element: body.element, ...chunks };
  putNode(draft, scope ?? ROOT, { ...around, apart: [...(around.apart ?? []), group] });
  const emptied = { ...chunks, open: '' };
  putNode(draft, key, { ...body, loop: { ...body.loop!, chunks: emptied } });
}
