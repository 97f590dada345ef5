/**
 * Carries out commands on process instances: the one way by which instance state changes. Commands for one call tree queue in its
 * mailbox; each is one attempt after another (`attempt.ts`) until one is committed, since a unit whose revision was overtaken by
 * another node is run again on fresh state; then everybody is told.
 */
import { blankInstance } from '#engine/advance.ts';
import type { Command } from '#engine/commands.ts';
import { type Instance, ROOT } from '#engine/instance.ts';
import type { Definition } from '#engine/process.ts';
import type { JobRow } from '#engine/rows.ts';
import type { UnitDone } from '#engine/unit.ts';
import type { Cause } from '../cause.ts';
import type { Queryable, Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { revisionsOf, rootOf } from '../store/instances.ts';
import { stillThere } from '../store/outbox.ts';
import { type AttemptOptions, createAttempt, type Rehearsal, type Taker, type Work } from './attempt.ts';
import { CommandFailed, CommandRefused, Overtaken } from './command-errors.ts';
import type { Mailbox } from './mailbox.ts';
import { Behind, type Tree, type Trees } from './trees.ts';

export interface ExecuteOptions {
  readonly cause: Cause | null;
  /** Chunk of the instance that the command needs besides the root chunk (from the index row). */
  readonly chunk?: string;
  /** Orders of the outbox that are done with this unit. */
  readonly consumed?: readonly number[];
  /** Runs first in the unit's own transaction; false gives the unit up (`Overtaken`), e.g. because another node did it. */
  readonly guard?: (tx: Transaction) => Promise<boolean>;
  readonly taker?: Taker;
}

export interface StartOptions extends ExecuteOptions {
  /** Chosen by the caller where it must be known before; else made here. */
  readonly id?: string;
}

export interface Executor {
  /** Starts an instance of the definition. Throws `CommandRefused` or `CommandFailed`. */
  start(
    definition: Definition,
    command: Extract<Command, { type: 'start' }>,
    options: StartOptions,
  ): Promise<Executed>;
  /** Carries out a command on a running instance. Throws `CommandRefused` or `CommandFailed`. */
  command(instance: string, command: Command, options: ExecuteOptions): Promise<Executed>;
  /**
   * Tries a command without effect: why it would be refused, or what would come of it. What inline tasks would do is not tried.
   */
  rehearse(instance: string, command: Command, options?: Pick<ExecuteOptions, 'chunk'>): Promise<Rehearsal>;
  /** Resolves when no command is under way. */
  idle(): Promise<void>;
}

export interface Executed {
  readonly instance: Instance;
  readonly unit: UnitDone;
  /** The job that the taker has now. */
  readonly handed: JobRow | null;
}

export interface ExecutorOptions extends AttemptOptions {
  readonly mailbox: Mailbox;
  readonly trees: Trees;
  /** Called after each commit. */
  readonly announce: (unit: UnitDone, handed: JobRow | null) => void;
}

/** How often a unit is run again because somebody else wrote the instance; the later tries wait for the row's lock. */
const TRIES = 12;
const PATIENT_FROM = 2;

export function createExecutor(options: ExecutorOptions): Executor {
  const { db, mailbox, trees, clock, announce } = options;

  async function run(root: string, work: Work): Promise<Executed> {
    for (let tries = 0; ; tries++) {
      const tree = trees.of(root);
      const attempt = createAttempt(options, tree, work);
      let done: UnitDone | null;
      try {
        done = await attempt.toEnd(tries >= PATIENT_FROM);
      } catch (error) {
        const refused = error instanceof CommandRefused || error instanceof CommandFailed;
        // A no may come of what another node has changed meanwhile: only one to the latest state counts.
        if (refused && (work.blank || tries >= TRIES || !(await isBehind(db, tree)))) throw error;
        trees.forget(root);
        if (!refused) throw error;
        continue;
      }
      if (done) {
        remember(tree, done);
        const handed = attempt.handed()?.job ?? null;
        announce(done, handed);
        return { instance: changedInstance(done, work.id) ?? attempt.instance(), unit: done, handed };
      }
      trees.forget(root);
      if (work.consumed.length && !(await stillThere(db, work.consumed))) throw new Overtaken();
      if (tries >= TRIES) throw new Error(`instance ${work.id} is written by others all the time`);
    }
  }

  return {
    idle: () => mailbox.idle(),
    start(definition, command, { id = newId(clock.now()), cause, consumed = [], guard }) {
      const blank = blankInstance(id, definition);
      return mailbox.run(id, () => run(id, { id, blank, command, cause, consumed, guard }));
    },
    async rehearse(id, command, { chunk } = {}) {
      const root = (await rootOf(db, id)) ?? id;
      const work = { id, command, cause: null, consumed: [], ...(chunk && chunk !== ROOT ? { chunk } : {}) };
      for (let tries = 0; ; tries++) {
        // A tree of its own: what is thought through here must not be taken for what was committed.
        const attempt = createAttempt(options, { root, instances: new Map() }, work);
        try {
          return await attempt.rehearsed();
        } catch (error) {
          if (error instanceof CommandRefused) return { refusal: error.rejection, unit: null };
          if (!(error instanceof Behind) || tries >= TRIES) throw error;
        }
      }
    },
    async command(id, command, { cause, chunk, consumed = [], guard, taker }) {
      const root = trees.has(id) ? id : ((await rootOf(db, id)) ?? id);
      return mailbox.run(root, () =>
        run(root, {
          id,
          command,
          cause,
          consumed,
          guard,
          taker,
          ...(chunk && chunk !== ROOT ? { chunk } : {}),
        }),
      );
    },
  };
}

// helpers //////////

/** Another node has written a member since this one loaded it. */
async function isBehind(db: Queryable, { instances }: Tree): Promise<boolean> {
  const revisions = await revisionsOf(db, [...instances.keys()]);
  return [...instances].some(([id, known]) => revisions.get(id) !== known?.revision);
}

/** Chunks of an instance that are kept in memory at most. */
const CHUNKS = 32;

function changedInstance(unit: UnitDone, id: string): Instance | undefined {
  return unit.changes.find((change) => change.instance.id === id)?.instance;
}

/** Ended members leave the tree's cache: a later command for them is refused after one look at the table. */
function remember(tree: Tree, unit: UnitDone): void {
  for (const { instance } of unit.changes) {
    if (instance.status === 'completed' || instance.status === 'cancelled')
      tree.instances.delete(instance.id);
    else tree.instances.set(instance.id, lean(instance));
  }
}

/**
 * The instance as it stays in memory. A unit of work goes through all chunks it is given, so keeping those of a loop of 10,000 would
 * make each turn pay for all of them (measured: 2.3 times the time per turn of a loop of 1,000); a turn loads its own.
 */
function lean(instance: Instance): Instance {
  if (Object.keys(instance.chunks).length <= CHUNKS) return instance;
  return { ...instance, chunks: { [ROOT]: instance.chunks[ROOT]! } };
}
