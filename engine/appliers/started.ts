import type { Started } from '../events.ts';
import { ROOT } from '../instance.ts';
import type { Draft } from '../state/draft.ts';
import { addChunk, putNode } from '../state/draft.ts';

/** The instance exists, with its process as the outermost scope. */
export function applyStarted(draft: Draft, event: Started): void {
  const { id, root, caller, definition, process, businessKey, at, variables } = event;
  draft.head = {
    id,
    root,
    ...(caller && { caller }),
    definition,
    ...(businessKey !== undefined && { businessKey }),
    status: 'active',
    startedAt: at,
    revision: draft.head.revision,
  };
  addChunk(draft, ROOT);
  putNode(draft, ROOT, { element: process, ...(variables && { variables }) });
}
