import type { Started } from '../events.ts';
import { ROOT } from '../instance.ts';
import { addChunk, type Draft, putNode } from '../state/draft.ts';

/** The instance exists, with its process as the outermost scope. */
export function applyStarted(draft: Draft, event: Started): void {
  const { head } = draft;
  head.id = event.id;
  head.root = event.root ?? event.id;
  head.caller = event.caller;
  head.definition = event.definition;
  head.businessKey = event.businessKey;
  head.status = 'active';
  head.startedAt = event.at;
  addChunk(draft, ROOT);
  putNode(draft, ROOT, { element: event.process, variables: event.variables });
}
