/**
 * Carries out commands on process instances: load → advance (pure) → answer what it asks → commit → tell. The one way
 * by which instance state changes. Commands for one call tree queue in its mailbox; a unit whose revision was overtaken
 * by another node is run again on fresh state.
 *
 * A unit that only computes goes through group commit. One that touches records (a record task, a script with data) gets a
 * transaction of its own: lock the instances, do the records, write the unit by the same statement.
 */
import { advance, blankInstance } from '#engine/advance.ts';
import type { Answer, Ask, Load, Question } from '#engine/asks.ts';
import type { Command } from '#engine/commands.ts';
import type { Rejection as EngineRejection, Failure } from '#engine/failures.ts';
import { type Instance, ROOT } from '#engine/instance.ts';
import type { Definition } from '#engine/process.ts';
import type { JobRow } from '#engine/rows.ts';
import type { UnitDone, UnitResult } from '#engine/unit.ts';
import type { StepEnv, World } from '#engine/world.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import { type Database, isReplayable, type Queryable, type Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { lockInstances, revisionsOf, rootOf, signalReceivers } from '../store/instances.ts';
import { stillThere } from '../store/outbox.ts';
import { commitUnits } from '../store/units.ts';
import type { Definitions } from './definitions.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Mailbox } from './mailbox.ts';
import type { Platform } from './platform.ts';
import { member, type Tree, type Trees } from './trees.ts';
import { type Handed, unitRows } from './unit-rows.ts';

export interface ExecuteOptions {
  readonly cause: Cause | null;
  /** Chunk of the instance that the command needs besides the root chunk (from the index row). */
  readonly chunk?: string;
  /** Orders of the outbox that are done with this unit. */
  readonly consumed?: readonly number[];
  /** Runs first in the unit's own transaction; false gives the unit up (`Overtaken`), e.g. because another node did it. */
  readonly guard?: (tx: Transaction) => Promise<boolean>;
  /** Who goes on with a job of the instance that is due at once: it is written as taken by that node, until then (milliseconds since the epoch). */
  readonly taker?: { readonly node: string; readonly until: number };
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
   * Tries a command without effect: null where it would be carried out, else why not. What inline tasks would do is not tried.
   */
  rehearse(
    instance: string,
    command: Command,
    options?: Pick<ExecuteOptions, 'chunk'>,
  ): Promise<EngineRejection | Failure | null>;
  /** Resolves when no command is under way. */
  idle(): Promise<void>;
}

export interface Executed {
  readonly instance: Instance;
  readonly unit: UnitDone;
  /** The job that the taker has now. */
  readonly handed: JobRow | null;
}

/** What the engine asks of higher floors; `main.ts` hands it in. `tx` is open only for record tasks. */
export interface Answerers {
  /** Scripts without data access; several at once. */
  scripts(questions: readonly Extract<Question, { kind: 'script' }>[]): Promise<ReadonlyMap<string, Answer>>;
  /** With an open transaction what is read stays as it is until its end. */
  record(
    question: Extract<Question, { kind: 'record' }>,
    db: Queryable,
    tx: Transaction | null,
  ): Promise<Answer>;
  /** Keeps records as they are until the transaction ends, all of them locked in one order. */
  hold?(records: readonly RecordAt[], tx: Transaction): Promise<void>;
  task(question: Extract<Question, { kind: 'task' }>, tx: Transaction, context: TaskContext): Promise<Answer>;
}

export interface TaskContext {
  readonly definition: Definition;
  readonly at: number;
}

export interface ExecutorOptions {
  readonly db: Database;
  readonly definitions: Definitions;
  readonly groupCommit: GroupCommit;
  readonly mailbox: Mailbox;
  readonly trees: Trees;
  readonly answerers: Answerers;
  readonly clock: Clock;
  readonly zone: string;
  readonly platform: Platform;
  /** Called after each commit. */
  readonly announce: (unit: UnitDone, handed: JobRow | null) => void;
}

/** The command may not be carried out now; nothing has changed. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly rejection: EngineRejection;
  constructor(rejection: EngineRejection) {
    super(rejection.message);
    this.rejection = rejection;
  }
}

/** The model or its data is at fault; nothing has changed (DECISIONS 3). */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The unit's guard said no, or its order was carried out by another node: there is nothing left to do. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** How often a unit is run again because somebody else wrote the instance; the later tries wait for the row's lock. */
const TRIES = 12;
const PATIENT_FROM = 2;

export function createExecutor(options: ExecutorOptions): Executor {
  const { db, definitions, groupCommit, mailbox, trees, answerers, clock, zone, platform, announce } =
    options;

  async function run(root: string, work: Work): Promise<Executed> {
    for (let tries = 0; ; tries++) {
      const tree = trees.of(root);
      const attempt = createAttempt(tree, work);
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

  function createAttempt(tree: Tree, work: Work) {
    const at = clock.now();
    const ids = new Map<string, string>();
    const receivers = new Map<string, readonly string[]>();
    const scripted = new Map<string, { readonly ask: ScriptAsk; readonly answer: Answer }>();
    const world: World = {
      definition: (ref) => definitions.peek(ref),
      called: (call, caller) => definitions.peekCalled(call, caller),
      decision: (required, caller) => definitions.peekDecision(required, caller),
      instance: (id) => tree.instances.get(id),
      receivers: (_root, signal) => receivers.get(signal),
    };
    const env: StepEnv = {
      now: at,
      zone,
      ...platform({ now: at, zone }),
      newId(key) {
        let id = ids.get(key);
        if (!id) {
          id = newId(at);
          ids.set(key, id);
        }
        return id;
      },
    };
    let instance: Instance;
    let handed: Handed | null = null;

    /** Null: overtaken. */
    async function toEnd(patient: boolean): Promise<UnitDone | null> {
      if (work.guard || patient) return alone((tx) => guarded(tx));
      let result = await begin(db);
      while (result.kind === 'ask') {
        const asked = result;
        // What it has read so far may change before it writes: it begins anew, with all of that held.
        if (asked.asks.some((ask) => ask.kind === 'task')) return alone(withRecords);
        result = await next(asked, db, null);
      }
      const unit = finished(result);
      return (await groupCommit.commit(rowsOf(unit))) ? unit : null;
    }

    async function rehearsed(): Promise<EngineRejection | Failure | null> {
      let result = await begin(db);
      while (result.kind === 'ask') {
        if (result.asks.some((ask) => ask.kind === 'task')) return null;
        result = await next(result, db, null);
      }
      if (result.kind === 'rejected') return result.rejection;
      return result.kind === 'failed' ? result.failure : null;
    }

    /**
     * A transaction of the unit's own. After a deadlock the unit begins anew on fresh state like an overtaken one: what was
     * computed so far can't be gone through twice.
     */
    async function alone(deed: (tx: Transaction) => Promise<UnitDone | null>): Promise<UnitDone | null> {
      try {
        return await db.transaction(deed, { replays: 0 });
      } catch (error) {
        if (isReplayable(error)) return null;
        throw error;
      }
    }

    /** The whole unit, what the guard did included. */
    async function guarded(tx: Transaction): Promise<UnitDone | null> {
      if (work.guard && !(await work.guard(tx))) throw new Overtaken();
      return withRecords(tx);
    }

    async function withRecords(tx: Transaction): Promise<UnitDone | null> {
      // The whole tree waits for its root (DECISIONS 4): what is loaded after that is not written by another node any more.
      if (!work.blank) await lockInstances(tx, [tree.root]);
      const loaded = await load(tx);
      if (!(await lockTree(tx))) return overtaken(tx);
      await answerers.hold?.(recordsOf(loaded, work.command, definitions.peek(loaded.definition)), tx);
      let result = await begin(tx);
      while (result.kind === 'ask') result = await next(result, tx, tx);
      const unit = finished(result);
      const [written] = await commitUnits(tx, [rowsOf(unit)]);
      return written ? unit : overtaken(tx);
    }

    /** What the transaction has done so far must not be committed without its unit. */
    async function overtaken(tx: Transaction): Promise<null> {
      tx.rollback();
      return null;
    }

    async function begin(on: Queryable): Promise<UnitResult> {
      instance = await load(on);
      return advance({ instance, command: work.command, world, env });
    }

    async function load(on: Queryable): Promise<Instance> {
      const loaded = work.blank ?? (await member(on, tree, work.id, work.chunk ? [work.chunk] : []));
      if (!loaded)
        throw new CommandRefused({
          code: 'instance.ended',
          message: 'There is no such running process instance.',
          params: {},
        });
      await definitions.load(loaded.definition, on);
      return loaded;
    }

    /** Locks what was loaded; false when another node wrote one of them meanwhile. */
    async function lockTree(tx: Transaction): Promise<boolean> {
      const loaded = [...tree.instances.values()].filter((one) => one !== null);
      if (loaded.length === 0) return true;
      const revisions = await lockInstances(
        tx,
        loaded.map(({ id }) => id),
      );
      return loaded.every(({ id, revision }) => revisions.get(id) === revision);
    }

    async function next(
      result: Extract<UnitResult, { kind: 'ask' }>,
      on: Queryable,
      tx: Transaction | null,
    ): Promise<UnitResult> {
      const answers = new Map<string, Answer>();
      for (const [key, answer] of await scriptAnswers(result.asks, tx !== null)) answers.set(key, answer);
      for (const ask of result.asks) {
        if (ask.kind === 'script') continue;
        if (ask.kind === 'record') answers.set(ask.key, await answerers.record(ask, on, tx));
        else if (ask.kind === 'task')
          answers.set(ask.key, await answerers.task(ask, tx!, await taskContext(ask, on)));
        else await supply(ask, on);
      }
      return result.resume(answers);
    }

    /** A unit that began anew asks the same of the same values; what is known is not run a second time, within a transaction. */
    async function scriptAnswers(asks: readonly Ask[], again: boolean): Promise<ReadonlyMap<string, Answer>> {
      const found = new Map<string, Answer>();
      const open: ScriptAsk[] = [];
      for (const ask of asks) {
        if (ask.kind !== 'script') continue;
        const known = again ? scripted.get(ask.key) : undefined;
        if (known && JSON.stringify(known.ask) === JSON.stringify(ask)) found.set(ask.key, known.answer);
        else open.push(ask);
      }
      if (open.length === 0) return found;
      const answers = await answerers.scripts(open);
      for (const ask of open) {
        const answer = answers.get(ask.key)!;
        found.set(ask.key, answer);
        scripted.set(ask.key, { ask, answer });
      }
      return found;
    }

    async function taskContext(ask: Extract<Ask, { kind: 'task' }>, on: Queryable): Promise<TaskContext> {
      return { definition: (await definitions.load(ask.execution.definition, on))!, at };
    }

    async function supply(ask: Load, on: Queryable): Promise<void> {
      if (ask.kind === 'definition') await definitions.load(ask.ref, on);
      else if (ask.kind === 'called') await definitions.loadCalled(ask.call, ask.caller, on);
      else if (ask.kind === 'decision') await definitions.loadDecision(ask.required, ask.caller, on);
      else if (ask.kind === 'instance') {
        const one = await member(on, tree, ask.id);
        if (one) await definitions.load(one.definition, on);
      } else if (ask.kind === 'chunks') await member(on, tree, ask.id, ask.chunks);
      else receivers.set(ask.signal, await signalReceivers(on, ask.root, ask.signal));
    }

    function rowsOf(unit: UnitDone) {
      handed = handedTo(work.taker, unit, at);
      return unitRows(unit, {
        at,
        cause: work.cause,
        consumed: work.consumed,
        definition: (ref) => definitions.peek(ref),
        handed,
      });
    }

    return { toEnd, rehearsed, instance: () => instance, handed: () => handed };
  }

  return {
    idle: () => mailbox.idle(),
    start(definition, command, { id = newId(clock.now()), cause, consumed = [], guard }) {
      const blank = blankInstance(id, definition);
      return mailbox.run(id, () => run(id, { id, blank, command, cause, consumed, guard }));
    },
    async rehearse(id, command, { chunk } = {}) {
      const root = (await rootOf(db, id)) ?? id;
      // A tree of its own: what is thought through here must not be taken for what was committed.
      const attempt = createAttempt(
        { root, instances: new Map() },
        { id, command, cause: null, consumed: [], ...(chunk && chunk !== '0' ? { chunk } : {}) },
      );
      try {
        return await attempt.rehearsed();
      } catch (error) {
        if (error instanceof CommandRefused) return error.rejection;
        throw error;
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
          ...(chunk && chunk !== '0' ? { chunk } : {}),
        }),
      );
    },
  };
}

// helpers //////////

interface Work {
  readonly id: string;
  /** Only for a start. */
  readonly blank?: Instance;
  readonly command: Command;
  readonly cause: Cause | null;
  readonly chunk?: string;
  readonly consumed: readonly number[];
  readonly guard?: ExecuteOptions['guard'];
  readonly taker?: ExecuteOptions['taker'];
}

/** Another node has written a member since this one loaded it. */
async function isBehind(db: Queryable, { instances }: Tree): Promise<boolean> {
  const revisions = await revisionsOf(db, [...instances.keys()]);
  return [...instances].some(([id, known]) => revisions.get(id) !== known?.revision);
}

/** The first new job that is due at once; work of external workers waits in the table. */
function handedTo(taker: ExecuteOptions['taker'], { rows }: UnitDone, at: number): Handed | null {
  const job = taker && rows.jobs.inserted.find(({ due }) => due !== null && due <= at);
  return job ? { job, ...taker } : null;
}

function finished(result: Exclude<UnitResult, { kind: 'ask' }>): UnitDone {
  if (result.kind === 'rejected') throw new CommandRefused(result.rejection);
  if (result.kind === 'failed') throw new CommandFailed(result.failure);
  return result;
}

/** Chunks of an instance that are kept in memory at most. */
const CHUNKS = 32;

type ScriptAsk = Extract<Ask, { kind: 'script' }>;

interface RecordAt {
  readonly entity: string;
  readonly id: string;
}

/** The records whose fields the process reads: in variables of the instance, or in those a command brings. */
function recordsOf(
  instance: Instance,
  command: Command,
  definition: Definition | null | undefined,
): RecordAt[] {
  const brought = 'variables' in command ? command.variables : undefined;
  const variables = { ...instance.chunks['0']?.nodes['0']?.variables, ...brought };
  return Object.keys(definition?.process.context.recordPaths ?? {}).flatMap((name) => {
    const value = variables[name] as { readonly $record?: RecordAt } | null | undefined;
    return value?.$record ? [value.$record] : [];
  });
}

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
