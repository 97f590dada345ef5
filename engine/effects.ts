/**
 * What a unit of work wants done outside its own call tree. The server writes effects to the outbox in the commit of the unit
 * and carries them out afterwards. (Work of jobs, tasks and subscriptions is no effect but an index row: `rows.ts`.)
 */
import type { Variables } from './instance.ts';

export type Effect = SignalEffect | MessageEffect;

/** For all subscriptions and start events of that name outside the call tree `root`, which has had it already. */
export interface SignalEffect {
  readonly type: 'signal';
  readonly name: string;
  readonly variables?: Variables;
  readonly root: string;
  /** Every receiver gets it by a job of its own, so that one that fails doesn’t hold up the others. */
  readonly asynchronous?: true;
}

/** For whoever waits for that message: one subscription, or else one start event (`correlate.ts`). */
export interface MessageEffect {
  readonly type: 'message';
  readonly name: string;
  readonly correlation?: string;
  readonly businessKey?: string;
  readonly variables?: Variables;
}
