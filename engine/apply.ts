/**
 * State from history: the events of an instance's units of work, in order, applied by the same appliers as live. Used to check and
 * to repair state, and by the designer to step through what happened.
 */
import { apply } from './appliers/table.ts';
import type { Event } from './events.ts';
import type { Instance } from './instance.ts';
import { type Draft, draftOf, freeze } from './state/draft.ts';

/** The instance after these units; `units[0]` begins with its `started` event. */
export function replay(units: readonly (readonly Event[])[]): Instance {
  return units.reduce(applyUnit, BLANK);
}

/** The next state after one more unit. */
export function applyUnit(instance: Instance, events: readonly Event[]): Instance {
  const draft: Draft = draftOf(instance);
  for (const event of events) apply(draft, event);
  draft.head.revision++;
  return freeze(draft).instance;
}

// helpers //////////

const BLANK: Instance = {
  id: '',
  root: '',
  definition: '',
  status: 'active',
  startedAt: 0,
  revision: 0,
  chunks: {},
};
