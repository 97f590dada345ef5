import type { IncidentRaised } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { putIncident } from '../state/draft.ts';

/** A wait can't go on by itself any more. */
export function applyIncidentRaised(draft: Draft, event: IncidentRaised): void {
  putIncident(draft, event.key, event.incident);
}
