/**
 * Runs processes in memory, with its own clock: for the designer's simulation, specs and tests. It does what the server does
 * around `advance` (keep instances and rows, run due jobs, correlate messages, deliver effects) in the simplest way.
 * Questions of the engine are answered by the caller, at once.
 */
import type { Calendars } from '#metadata/calendar.ts';
import type { FeelFunction } from '#metadata/value.ts';
import { advance, blankInstance } from './advance.ts';
import type { Answer, Question } from './asks.ts';
import type { Command } from './commands.ts';
import { type Candidate, type Correlation, chooseReceivers, fits } from './correlate.ts';
import type { StartTrigger } from './deployment.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import type { Failure, Rejection } from './failures.ts';
import type { Instance, Variables } from './instance.ts';
import type { Definition, Process } from './process.ts';
import type { CallRow, IncidentRow, JobRow, SubscriptionRow, TaskRow } from './rows.ts';
import { newRegistry } from './simulation/registry.ts';
import { applyRows, newTables, rowKey } from './simulation/tables.ts';
import { nextStart, startConditionHolds, startTriggers } from './starts.ts';
import type { UnitDone, UnitResult } from './unit.ts';
import type { DecisionSource, World } from './world.ts';

export interface SimulationOptions {
  /** Where the clock begins, milliseconds since the epoch. */
  readonly now: number;
  readonly zone?: string;
  /** Answers scripts, record paths and record tasks. */
  readonly answer?: (question: Question) => Answer;
  readonly functions?: Readonly<Record<string, FeelFunction>>;
  /** By which timers count in working time. */
  readonly calendars?: Calendars;
  /** What is kept of an instance after a unit; tests let it go through JSON. */
  readonly keep?: (instance: Instance) => Instance;
  /** Called after every unit of work, for watchers and checks. */
  readonly onUnit?: (done: UnitDone, simulation: Simulation) => void;
  /** Called where a unit was refused or failed: nothing that was answered in it holds. Jobs that fail say so only here. */
  readonly onRefused?: (refused: Refused) => void;
}

/** An instance to be started later: by a start timer, or by a signal thrown asynchronously. */
export interface StartJob {
  readonly definition: Definition;
  readonly element: string;
  readonly due: number;
  readonly timer: Extract<StartTrigger, { kind: 'timer' }> | null;
  readonly variables?: Variables;
}

export type Outcome = { readonly ok: true; readonly started: readonly string[] } | Refused;
export type Refused =
  | { readonly ok: false; readonly rejection: Rejection }
  | { readonly ok: false; readonly failure: Failure };

export interface Simulation {
  readonly instances: ReadonlyMap<string, Instance>;
  readonly history: ReadonlyMap<string, readonly Event[]>;
  readonly tasks: ReadonlyMap<string, TaskRow>;
  readonly jobs: ReadonlyMap<string, JobRow>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionRow>;
  readonly incidents: ReadonlyMap<string, IncidentRow>;
  readonly calls: ReadonlyMap<string, CallRow>;
  readonly definitions: readonly Definition[];
  readonly startJobs: readonly StartJob[];
  now(): number;
  /** Adds processes as the next versions of their keys, and decisions by their key. */
  deploy(processes: readonly Process[], decisions?: readonly DecisionSource[]): readonly Definition[];
  /** The latest version of a process, or the given one. */
  definition(key: string, version?: number): Definition | null;
  start(definition: Definition, command?: Omit<Extract<Command, { type: 'start' }>, 'type'>): Outcome;
  command(instance: string, command: Command): Outcome;
  message(
    name: string,
    options?: { correlation?: Correlation; variables?: Variables; all?: boolean },
  ): Outcome;
  signal(name: string, variables?: Variables): Outcome;
  /** Evaluates the conditional start events with these variables. */
  conditions(variables: Variables): Outcome;
  /** Moves the clock. */
  setNow(now: number): void;
  /** Runs the earliest due job; false if none is due. A failing job is tried again as its plan says. */
  runDueJob(): boolean;
}

/** A fresh, empty runtime. */
export function simulate(options: SimulationOptions): Simulation {
  let now = options.now;
  const zone = options.zone ?? 'UTC';
  const instances = new Map<string, Instance>();
  const history = new Map<string, Event[]>();
  const tables = newTables();
  const registry = newRegistry();
  let startJobs: StartJob[] = [];
  let ids = 0;

  const env = () => {
    const given = new Map<string, string>();
    const newId = (key: string): string => {
      if (!given.has(key)) given.set(key, `i${++ids}`);
      return given.get(key)!;
    };
    return {
      now,
      zone,
      newId,
      ...(options.functions && { functions: options.functions }),
      ...(options.calendars && { calendars: options.calendars }),
    };
  };

  const world: World = {
    definition: (ref) => registry.byRef(ref),
    called: (call, caller) => registry.called(call, caller),
    decision: (required, caller) => registry.decision(required, caller),
    instance: (id) => instances.get(id) ?? null,
    receivers: (root, signal) =>
      [...tables.subscriptions.values()]
        .filter((row) => row.root === root && row.kind === 'signal' && row.name === signal)
        .map((row) => row.instance),
  };

  const simulation: Simulation = {
    instances,
    history,
    ...tables,
    get definitions() {
      return registry.all();
    },
    get startJobs() {
      return startJobs;
    },
    now: () => now,
    setNow: (to) => {
      now = to;
    },
    deploy(processes, decisions = []) {
      const added = registry.deploy(processes, decisions);
      const keys = new Set(processes.map(({ key }) => key));
      startJobs = startJobs.filter(
        ({ definition, timer }) => timer === null || !keys.has(definition.process.key),
      );
      for (const definition of added) {
        for (const trigger of startTriggers(definition.process, env()).triggers)
          if (trigger.kind === 'timer') startJobs.push(timerJob(definition, trigger));
      }
      return added;
    },
    definition: (key, version) => registry.byKey(key, version),
    start(definition, command = {}) {
      const id = `i${++ids}`;
      const outcome = run(blankInstance(id, definition), { type: 'start', ...command });
      return outcome.ok
        ? { ok: true, started: [id, ...outcome.started.filter((other) => other !== id)] }
        : outcome;
    },
    command: (instance, command) => run(instances.get(instance)!, command),
    message(name, { correlation = {}, variables, all = false } = {}) {
      const waiting = [...tables.subscriptions.values()]
        .filter((row) => row.kind === 'message' && row.name === name)
        .map((row): Candidate => ({ instance: instances.get(row.instance)!, key: row.key }))
        .filter((candidate) => fits(candidate, correlation));
      const starts = correlation.instance === undefined ? startsBy('message', name) : [];
      const receivers = chooseReceivers(name, waiting, starts, all);
      if (!receivers.ok) return receivers;
      const payload = variables ? { variables } : {};
      return together([
        ...receivers.deliver.map(
          ({ instance, key }) =>
            () =>
              run(instances.get(instance.id)!, { type: 'deliver', key, ...payload }),
        ),
        ...receivers.start.map(
          ({ definition, trigger }) =>
            () =>
              simulation.start(definition, {
                element: trigger.element,
                businessKey: correlation.businessKey,
                ...payload,
              }),
        ),
      ]);
    },
    signal: (name, variables) => broadcast(name, variables, null),
    conditions(variables) {
      const found = registry.latest().flatMap((definition) =>
        startTriggers(definition.process, env())
          .triggers.filter((trigger) => trigger.kind === 'condition')
          .filter(({ element }) => startConditionHolds(definition.process, element, variables, env()))
          .map(({ element }) => ({ definition, element })),
      );
      return together(
        found.map(
          ({ definition, element }) =>
            () =>
              simulation.start(definition, { element, variables }),
        ),
      );
    },
    runDueJob() {
      const start = earliest(startJobs, ({ due }) => due);
      const job = earliest([...tables.jobs.values()].filter(isRunnable), (row) => row.due!);
      if (start === null && job === null) return false;
      if (start !== null && (job === null || start.due < job.due!)) fireStart(start);
      else fireJob(job!);
      return true;
    },
  };
  return simulation;

  // the deeds //////////

  function run(instance: Instance, command: Command): Outcome {
    const input = { instance, command, world, env: env() };
    let result: UnitResult = advance(input);
    while (result.kind === 'ask') {
      const answers = new Map<string, Answer>();
      for (const ask of result.asks) {
        if (ask.kind !== 'script' && ask.kind !== 'record' && ask.kind !== 'task')
          throw new Error(`Expected the simulation to know everything, but it was asked for ${ask.key}`);
        if (options.answer === undefined)
          throw new Error(`Expected an answer to ${ask.key}, but nobody gives any`);
        answers.set(ask.key, options.answer(ask));
      }
      result = result.resume(answers);
    }
    if (result.kind === 'rejected') return refused({ ok: false, rejection: result.rejection });
    if (result.kind === 'failed') return refused({ ok: false, failure: result.failure });
    return commit(result);
  }

  function refused(outcome: Refused): Refused {
    options.onRefused?.(outcome);
    return outcome;
  }

  function commit(done: UnitDone): Outcome {
    const started: string[] = [];
    for (const { instance, isNew, events } of done.changes) {
      instances.set(instance.id, options.keep?.(instance) ?? instance);
      history.set(instance.id, [...(history.get(instance.id) ?? []), ...events]);
      if (isNew) started.push(instance.id);
    }
    applyRows(tables, done.rows);
    options.onUnit?.(done, simulation);
    for (const effect of done.effects) started.push(...carryOut(effect));
    return { ok: true, started };
  }

  function carryOut(effect: Effect): readonly string[] {
    if (effect.type === 'signal') {
      const outcome = broadcast(effect.name, effect.variables, effect.root, effect.asynchronous);
      return outcome.ok ? outcome.started : [];
    }
    const { name, correlation, businessKey, variables } = effect;
    const outcome = simulation.message(name, {
      correlation: {
        correlation,
        businessKey,
      },
      variables,
    });
    return outcome.ok ? outcome.started : [];
  }

  /** To everyone but the tree `except`, which has had it. */
  function broadcast(
    name: string,
    variables: Variables | undefined,
    except: string | null,
    asynchronous = false,
  ): Outcome {
    const receivers = new Set<string>();
    for (const row of tables.subscriptions.values()) {
      if (row.kind === 'signal' && row.name === name && row.root !== except) receivers.add(row.instance);
    }
    const payload = variables ? { variables } : {};
    return together([
      ...[...receivers].map((id) => () => {
        const waits = [...tables.subscriptions.values()].some(
          (row) => row.instance === id && row.kind === 'signal' && row.name === name,
        );
        return waits
          ? run(instances.get(id)!, { type: 'signal', name, asynchronous, ...payload })
          : ({ ok: true, started: [] } as const);
      }),
      ...startsBy('signal', name).map(({ definition, trigger }) => () => {
        if (!asynchronous) return simulation.start(definition, { element: trigger.element, ...payload });
        startJobs.push({ definition, element: trigger.element, due: now, timer: null, ...payload });
        return { ok: true, started: [] } as const;
      }),
    ]);
  }

  function startsBy(kind: 'message' | 'signal', name: string) {
    return registry.latest().flatMap((definition) =>
      startTriggers(definition.process, env())
        .triggers.filter((trigger) => trigger.kind === kind && trigger.name === name)
        .map((trigger) => ({ definition, trigger })),
    );
  }

  function isRunnable(row: JobRow): boolean {
    const ready = (row.kind === 'timer' || row.kind === 'async') && row.retries > 0;
    return ready && instances.get(row.instance)!.status === 'active';
  }

  function earliest<T>(items: readonly T[], due: (item: T) => number): T | null {
    let found: T | null = null;
    for (const item of items)
      if (due(item) <= now && (found === null || due(item) < due(found))) found = item;
    return found;
  }

  function fireStart(job: StartJob): void {
    const next = job.timer && nextStart(job.definition.process, job.timer, env());
    startJobs = startJobs.flatMap((one) =>
      one !== job ? [one] : next ? [timerJob(job.definition, next)] : [],
    );
    const { definition, element, variables } = job;
    simulation.start(definition, { element, variables });
  }

  function fireJob(job: JobRow): void {
    const outcome = run(instances.get(job.instance)!, { type: 'fire', key: job.key });
    if (outcome.ok || !tables.jobs.has(rowKey(job))) return;
    const { code, message } = 'failure' in outcome ? outcome.failure : outcome.rejection;
    run(instances.get(job.instance)!, { type: 'fail', key: job.key, code, message });
  }

  /** One after the other; the first refusal stops, what was done stays. */
  function together(deeds: readonly (() => Outcome)[]): Outcome {
    const started: string[] = [];
    for (const deed of deeds) {
      const outcome = deed();
      if (!outcome.ok) return outcome;
      started.push(...outcome.started);
    }
    return { ok: true, started };
  }
}

function timerJob(definition: Definition, timer: Extract<StartTrigger, { kind: 'timer' }>): StartJob {
  return { definition, element: timer.element, due: timer.due, timer };
}
