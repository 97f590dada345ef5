/**
 * A unit of work at work: the session, with one run for every instance of the call tree it touches. Verbs and elements get a
 * `Run` as their first argument; all they may do to it is `emit`, `spawn` and `drop` of `run/work.ts`.
 */
import type { Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import type { Answer, Question, RecordAnswer } from '../asks.ts';
import type { Effect } from '../effects.ts';
import type { Event } from '../events.ts';
import type { Key } from '../instance.ts';
import type { Definition, Process } from '../process.ts';
import type { Draft } from '../state/draft.ts';
import type { StepEnv, World } from '../world.ts';

/** A piece of work that may have to ask; it goes on with the answer. */
export type Fiber<T = void> = Generator<Question, T, Answer>;

export interface Session {
  readonly env: StepEnv;
  readonly world: World;
  readonly answers: Map<string, Answer>;
  readonly runs: Map<string, Run>;
  readonly effects: Effect[];
  /** What is to be done, last first; what one piece of work adds runs in the order it was added, before all older work. */
  readonly stack: Work[];
  /** Work added by the piece that runs now. */
  readonly added: Work[];
  /** Fields of records read so far by `recordKey`; constant within the step, but for the step's own writes. */
  readonly records: Map<string, RecordAnswer>;
  /** Variables whose records were asked for, as `instance name entity:id`; of other records only what was read on the way is known. */
  readonly fetched: Set<string>;
  /** The question the work on top of the stack stands at. */
  waiting: Question | null;
  /** Some run has news for its conditions. */
  stirred: boolean;
  /** Elements entered so far, against loops that never wait. */
  entered: number;
}

/** One instance within the session. */
export interface Run {
  readonly session: Session;
  readonly id: string;
  readonly definition: Definition;
  readonly process: Process;
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly events: Event[];
  /** Time, zone, functions and records for expressions of this process. */
  readonly env: Env;
  /** Work not done yet, by the scope it goes on in. */
  readonly pending: Map<Key, number>;
  /** Counts how often all tokens of a scope were taken away; older work of that scope is void. */
  readonly epochs: Map<Key, number>;
  /** Variables changed and conditions opened since conditions were last looked at. */
  readonly news: ConditionNews[];
  /** Items of parallel loops whose turns are about to begin, by body. */
  readonly items: Map<Key, readonly Json[]>;
  /** Element instances whose end listeners were called: an interruption does not call them again. */
  readonly ending: Set<Key>;
  /** Questions asked so far, for their keys. */
  asked: number;
}

export type ConditionNews =
  | { readonly kind: 'opened'; readonly wait: Key }
  | {
      readonly kind: 'variable';
      readonly scope: Key;
      readonly name: string;
      readonly event: 'create' | 'update' | 'delete';
    };

export interface Work {
  readonly run: Run;
  /** The scope it goes on in; when a scope has neither work nor nodes left it completes. Null: a duty of the driver. */
  readonly scope: Key | null;
  readonly epoch: number;
  readonly begin: () => Fiber;
  fiber: Fiber | null;
}
