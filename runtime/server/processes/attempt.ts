/**
 * One try of a command on a call tree as it is known: load → advance (pure) → answer what it asks → commit. `execute.ts` makes another
 * one where the state was overtaken.
 *
 * A unit that only computes goes through group commit. One that touches records (a record task, a script with data) gets a
 * transaction of its own: lock the instances, do the records, write the unit by the same statement.
 */
import { advance } from '#engine/advance.ts';
import type { Answer, Ask, Load } from '#engine/asks.ts';
import type { Command } from '#engine/commands.ts';
import { type Rejection as EngineRejection, type Failure, rejection } from '#engine/failures.ts';
import type { Instance } from '#engine/instance.ts';
import type { Definition } from '#engine/process.ts';
import type { UnitDone, UnitResult } from '#engine/unit.ts';
import type { StepEnv, World } from '#engine/world.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import { type Database, isReplayable, type Queryable, type Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { lockInstances, signalReceivers } from '../store/instances.ts';
import { commitUnits } from '../store/units.ts';
import type { Answerers, RecordAt, TaskContext } from './answerers.ts';
import { CommandFailed, CommandRefused, Overtaken } from './command-errors.ts';
import type { Definitions } from './definitions.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Platform } from './platform.ts';
import { Behind, member, type Tree } from './trees.ts';
import { type Handed, unitRows } from './unit-rows.ts';

export interface AttemptOptions {
  readonly db: Database;
  readonly definitions: Definitions;
  readonly groupCommit: GroupCommit;
  readonly answerers: Answerers;
  readonly clock: Clock;
  readonly zone: string;
  readonly platform: Platform;
}

/** Who goes on with a job of the instance that is due at once: it is written as taken by that node, until then (milliseconds since the epoch). */
export interface Taker {
  readonly node: string;
  readonly until: number;
}

export interface Work {
  readonly id: string;
  /** Only for a start. */
  readonly blank?: Instance;
  readonly command: Command;
  readonly cause: Cause | null;
  readonly chunk?: string;
  readonly consumed: readonly number[];
  readonly guard?: (tx: Transaction) => Promise<boolean>;
  readonly taker?: Taker;
}

export interface Attempt {
  /** Null: overtaken. `patient` waits for the instances' locks. */
  toEnd(patient: boolean): Promise<UnitDone | null>;
  /** Without effect: null where it would be carried out. What inline tasks would do is not tried. */
  rehearsed(): Promise<Rehearsal>;
  /** The instance as it was loaded. */
  instance(): Instance;
  /** The job that the taker has after `toEnd`. */
  handed(): Handed | null;
}

/** Why a command would be refused; else what would come of it, null where that can't be known without doing it. */
export interface Rehearsal {
  readonly refusal: EngineRejection | Failure | null;
  readonly unit: UnitDone | null;
}

export function createAttempt(options: AttemptOptions, tree: Tree, work: Work): Attempt {
  const { db, definitions, groupCommit, answerers, clock, zone, platform } = options;
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

  async function toEnd(patient: boolean): Promise<UnitDone | null> {
    try {
      return await (work.guard || patient ? alone(guarded) : grouped());
    } catch (error) {
      if (error instanceof Behind) return null;
      throw error;
    }
  }

  /** Null: overtaken. */
  async function grouped(): Promise<UnitDone | null> {
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

  async function rehearsed(): Promise<Rehearsal> {
    let result = await begin(db);
    while (result.kind === 'ask') {
      if (result.asks.some((ask) => ask.kind === 'task')) return { refusal: null, unit: null };
      result = await next(result, db, null);
    }
    if (result.kind === 'rejected') return { refusal: result.rejection, unit: null };
    if (result.kind === 'failed') return { refusal: result.failure, unit: null };
    return { refusal: null, unit: result };
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
    // One that ended is refused in the same words before and after its state was taken away.
    if (!loaded) throw new CommandRefused(rejection('instance.ended'));
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

// helpers //////////

type ScriptAsk = Extract<Ask, { kind: 'script' }>;

/** The first new job that is due at once; work of external workers waits in the table. */
function handedTo(taker: Taker | undefined, { rows }: UnitDone, at: number): Handed | null {
  const job = taker && rows.jobs.inserted.find(({ due }) => due !== null && due <= at);
  return job ? { job, ...taker } : null;
}

function finished(result: Exclude<UnitResult, { kind: 'ask' }>): UnitDone {
  if (result.kind === 'rejected') throw new CommandRefused(result.rejection);
  if (result.kind === 'failed') throw new CommandFailed(result.failure);
  return result;
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
