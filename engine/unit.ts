/**
 * One unit of work and its outcome: a command for one instance of a call tree, carried out with everything that follows
 * from it in the tree, up to the next waits. `advance.ts` makes it; the server writes it in one commit.
 */
import type { Answers, Ask } from './asks.ts';
import type { Command } from './commands.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import type { Failure, Rejection } from './failures.ts';
import type { Instance } from './instance.ts';
import type { RowChanges } from './rows.ts';
import type { StepEnv, World } from './world.ts';

export interface UnitInput {
  /** The instance the command is for: as loaded, or `blankInstance(…)` for a start. */
  readonly instance: Instance;
  readonly command: Command;
  readonly world: World;
  readonly env: StepEnv;
  /** What earlier runs of the same input asked and got. */
  readonly answers?: Answers;
}

export type UnitResult = UnitDone | UnitAsk | UnitRejected | UnitFailed;

export interface UnitDone {
  readonly kind: 'done';
  /** Every instance that changed, new ones included, in the order of their first event. */
  readonly changes: readonly InstanceChange[];
  /** Instances that were looked at and stay as they are; the unit counts only while each still has that revision. */
  readonly read: readonly { readonly id: string; readonly revision: number }[];
  readonly rows: RowChanges;
  readonly effects: readonly Effect[];
}

export interface InstanceChange {
  /** The next state. `instance.revision` is one more than it was; 1 for a new instance. */
  readonly instance: Instance;
  readonly isNew: boolean;
  /** Ids of the chunks to write, and of those to delete. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly events: readonly Event[];
}

export interface UnitAsk {
  readonly kind: 'ask';
  readonly asks: readonly Ask[];
  /**
   * Goes on where it stopped, with the answers to the questions; for loads, after the world has what was asked for. Calling
   * `advance` again with all answers gives the same result, more slowly.
   */
  resume(answers: Answers): UnitResult;
}

export interface UnitRejected {
  readonly kind: 'rejected';
  readonly rejection: Rejection;
}

export interface UnitFailed {
  readonly kind: 'failed';
  readonly failure: Failure;
}
