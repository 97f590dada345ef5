/**
 * One applier per event: the only code that changes instance state, the same live, in replay and in the designer's
 * simulation. Appliers decide nothing; they do what the event says.
 */
import type { Event, EventType } from '../events.ts';
import type { Draft } from '../state/draft.ts';
import { applyActivated } from './activated.ts';
import { applyArrived } from './arrived.ts';
import { applyCancelled } from './cancelled.ts';
import { applyChanged } from './changed.ts';
import { applyClosed } from './closed.ts';
import { applyRemembered } from './compensable-entry.ts';
import { applyCompensated } from './compensated.ts';
import { applyCompensating } from './compensating.ts';
import { applyCompleted } from './completed.ts';
import { applyEnded } from './ended.ts';
import { applyIncidentRaised } from './incident.ts';
import { applyJoined } from './joined.ts';
import { applyLoopMoved } from './loop-moved.ts';
import { applyLooped } from './looped.ts';
import { applyMigrated } from './migrated.ts';
import { applyMoved } from './moved.ts';
import { applyOpened } from './opened.ts';
import { applyParked } from './parked.ts';
import { applyQueued } from './queued.ts';
import { applyIncidentResolved } from './resolved.ts';
import { applyResumed } from './resumed.ts';
import { applyScattered } from './scattered.ts';
import { applyStarted } from './started.ts';
import { applySuspended } from './suspended.ts';
import { applyUnparked } from './unparked.ts';
import { applyVariablesChanged } from './variables.ts';

type Applier<T extends EventType> = (draft: Draft, event: Extract<Event, { type: T }>) => void;

/** These only tell: the state is the same before and after. */
const nothing = (): void => {};

const APPLIERS: { readonly [T in EventType]: Applier<T> } = {
  started: applyStarted,
  ended: applyEnded,
  suspended: applySuspended,
  resumed: applyResumed,
  migrated: applyMigrated,
  moved: applyMoved,
  scattered: applyScattered,
  activated: applyActivated,
  passed: nothing,
  arrived: applyArrived,
  joined: applyJoined,
  parked: applyParked,
  unparked: applyUnparked,
  completed: applyCompleted,
  cancelled: applyCancelled,
  looped: applyLooped,
  loopMoved: applyLoopMoved,
  opened: applyOpened,
  changed: applyChanged,
  closed: applyClosed,
  variables: applyVariablesChanged,
  decided: nothing,
  thrown: nothing,
  compensating: applyCompensating,
  compensated: applyCompensated,
  compensable: applyRemembered,
  queued: applyQueued,
  incident: applyIncidentRaised,
  resolved: applyIncidentResolved,
};

export function apply(draft: Draft, event: Event): void {
  (APPLIERS[event.type] as (draft: Draft, event: Event) => void)(draft, event);
}
