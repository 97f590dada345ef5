/** When a timer with this value is due. */
import type { Json } from '#metadata/value.ts';
import type { Clock } from './clock.ts';
import { firstRun } from './cycle.ts';
import { dueOf, instantAfter } from './instant.ts';

export interface Due {
  readonly due: number;
  readonly cycle?: string;
  readonly repeat?: number;
}

/** Null: the value doesn't say when. A cycle may also be one date or duration, then it is due once. */
export function timerDue(form: 'date' | 'duration' | 'cycle', value: Json, clock: Clock): Due | null {
  if (form === 'cycle' && typeof value === 'string') {
    const cycle = firstRun(value, clock);
    if (cycle !== null) return cycle;
  }
  const due =
    form === 'duration'
      ? (instantAfter(clock.now, value, clock) ?? dueOf(value, clock))
      : dueOf(value, clock);
  return due === null ? null : { due };
}
