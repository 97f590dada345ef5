import type { IncidentResolved } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { putIncident } from '../state/draft.ts';

/** The trouble is over. */
export function applyIncidentResolved(draft: Draft, event: IncidentResolved): void {
  putIncident(draft, event.key, null);
}
