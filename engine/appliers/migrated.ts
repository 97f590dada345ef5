import type { Migrated } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { putNode, putWait } from '../state/draft.ts';

/** Every node and wait gets the id its element has in the new definition. */
export function applyMigrated(draft: Draft, event: Migrated): void {
  const renamed = (element: string) => event.elements[element] ?? element;
  draft.head.definition = event.definition;
  for (const chunk of draft.chunks.values()) {
    for (const [key, node] of Object.entries(chunk.nodes)) {
      if (renamed(node.element) !== node.element)
        putNode(draft, key, { ...node, element: renamed(node.element) });
    }
    for (const [key, wait] of Object.entries(chunk.waits)) {
      if (renamed(wait.element) !== wait.element)
        putWait(draft, key, { ...wait, element: renamed(wait.element) });
    }
  }
}
