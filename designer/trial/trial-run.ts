/**
 * A trial as a list of deeds: it is played from the beginning whenever the list changes, so that a step back is a shorter list.
 * Everything runs in memory by the code of the server; what it would ask the world, the private records, the sandbox or the person
 * answer. The same deeds give the same trial.
 */
import type { Answer, Question, ScriptQuestion } from '#engine/asks.ts';
import type { Command } from '#engine/commands.ts';
import type { Correlation } from '#engine/correlate.ts';
import type { Event } from '#engine/events.ts';
import type { Variables } from '#engine/instance.ts';
import { rootVariables } from '#engine/read.ts';
import { type Outcome, type Simulation, simulate } from '#engine/simulate.ts';
import type { UnitDone } from '#engine/unit.ts';
import { platformFunctions } from '#metadata/functions.ts';
import {
  madeUpId,
  type RecordName,
  recordAnswer,
  recordTask,
  type SampleRecord,
  type Samples,
  type SampleWrite,
  sampleName,
  withWrite,
} from './samples.ts';
import type { TrialModels } from './trial-models.ts';

export type TrialDeed = DeedKind & {
  /** What the person, or the server's records, answered while it was carried out, in the order of the questions. */
  readonly answers?: readonly Answer[];
  /** Records that came up in it. */
  readonly records?: readonly KnownRecord[];
  /** Scripts and record tasks are answered by the person, too. */
  readonly byHand?: boolean;
};

/** `values` null: there is no such record. */
export type KnownRecord = RecordName & { readonly values: SampleRecord['values'] | null };

type DeedKind =
  | {
      readonly deed: 'start';
      readonly process: string;
      /** Without it the none start event. */
      readonly element?: string;
      readonly variables: Variables;
      readonly businessKey?: string;
    }
  | {
      readonly deed: 'command';
      readonly instance: string;
      readonly command: Command;
      /** Element it is about, for the log. */
      readonly element: string;
      /** Fields of the record that a task's form wrote. */
      readonly write?: SampleWrite;
    }
  | {
      readonly deed: 'message';
      readonly name: string;
      readonly correlation: Correlation;
      readonly variables: Variables;
    }
  | { readonly deed: 'signal'; readonly name: string; readonly variables: Variables }
  /** The clock goes on to this instant; everything due until then happens, one after the other. */
  | { readonly deed: 'clock'; readonly to: number };

/** Runs a script, or null where the person must answer. */
export type RunScript = (question: ScriptQuestion) => Answer | null;

export interface TrialOptions {
  readonly models: TrialModels;
  /** Where the clock begins. */
  readonly begin: number;
  readonly zone: string;
  readonly runScript: RunScript;
}

export interface TrialUnit {
  /** By instance, in order. */
  readonly events: readonly { readonly instance: string; readonly events: readonly Event[] }[];
  readonly sent: readonly string[];
}

export interface TrialStep {
  readonly deed: TrialDeed;
  readonly units: readonly TrialUnit[];
  readonly writes: readonly SampleWrite[];
  /** Sentences of jobs that failed on the way; they are tried again or became incidents. */
  readonly failures: readonly TrialRefusal[];
  /** Variables of the processes as they were before, by instance. */
  readonly before: ReadonlyMap<string, Variables>;
  /** The clock behind it. */
  readonly at: number;
  /** So many jobs ran that it was stopped; the next deed goes on with them. */
  readonly stopped: boolean;
}

export interface TrialRefusal {
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly element?: string;
}

export type Asked =
  | { readonly kind: 'person'; readonly question: Question }
  /** Its values shall be read. */
  | { readonly kind: 'record'; readonly record: RecordName };

export interface Trial {
  readonly simulation: Simulation;
  readonly samples: Samples;
  readonly steps: readonly TrialStep[];
  /** The last deed waits for this. */
  readonly asked: Asked | null;
  /** Why the last deed was not carried out. */
  readonly refused: TrialRefusal | null;
}

/** Jobs that may follow from one deed. */
const MOST_JOBS = 1000;

export function playTrial(options: TrialOptions, deeds: readonly TrialDeed[]): Trial {
  const { models, begin, zone, runScript } = options;
  const { registry } = models;
  let samples: Samples = new Map();
  /** As they are within the unit that runs; kept when it is done. */
  let working = samples;
  let writes: SampleWrite[] = [];
  let newWrites: SampleWrite[] = [];
  let units: TrialUnit[] = [];
  let failures: TrialRefusal[] = [];
  let given: { readonly deed: TrialDeed; next: number };
  let created = 1000;

  const clock = {
    get now(): number {
      return simulation.now();
    },
    zone,
  };
  const simulation: Simulation = simulate({
    now: begin,
    zone,
    calendars: registry.calendars,
    functions: platformFunctions(clock, registry.calendars),
    answer,
    onUnit(done) {
      samples = working;
      writes.push(...newWrites);
      newWrites = [];
      units.push(unitOf(done));
    },
    onRefused(outcome) {
      working = samples;
      newWrites = [];
      failures.push(refusalOf(outcome));
    },
  });
  simulation.deploy(models.processes, models.decisions);

  const steps: TrialStep[] = [];
  for (const deed of deeds) {
    for (const { entity, id, values } of deed.records ?? [])
      samples = new Map([...samples, [sampleName({ entity, id }), values && { entity, id, values }]]);
    working = samples;
    [writes, newWrites, units, failures] = [[], [], [], []];
    given = { deed, next: 0 };
    const before = variablesNow(simulation);
    try {
      if (deed.deed === 'command' && deed.write) write(deed.write);
      const outcome = perform(simulation, deed);
      if (!outcome.ok) return { simulation, samples, steps, asked: null, refused: refusalOf(outcome) };
      const stopped = settle();
      steps.push({ deed, units, writes, failures, before, at: simulation.now(), stopped });
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return { simulation, samples, steps, asked: error.asked, refused: null };
    }
  }
  return { simulation, samples, steps, asked: null, refused: null };

  // helpers //////////

  function answer(question: Question): Answer {
    if (question.kind === 'record') {
      const found = recordAnswer(working, registry, question);
      if ('known' in found) return found.known;
      throw new Unanswered({ kind: 'record', record: found.missing });
    }
    if (!given.deed.byHand) {
      const own = question.kind === 'script' ? runScript(question) : recordTaskAnswer(question);
      if (own) return own;
    }
    const known = given.deed.answers?.[given.next];
    if (known === undefined) throw new Unanswered({ kind: 'person', question });
    given.next++;
    return known;
  }

  function recordTaskAnswer(question: Extract<Question, { kind: 'task' }>): Answer | null {
    const done = recordTask(question, registry, () => madeUpId(++created));
    if (!done) return null;
    working = withWrite(working, done.write);
    newWrites.push(done.write);
    return done.answer;
  }

  function write(done: SampleWrite): void {
    working = withWrite(working, done);
    newWrites.push(done);
  }

  /** Jobs that are due and conditions over records that were written, until nothing follows any more. */
  function settle(): boolean {
    let told = 0;
    for (let jobs = 0; jobs < MOST_JOBS; jobs++) {
      while (told < writes.length) tellConditions(writes[told++]!);
      if (!simulation.runDueJob()) return false;
    }
    return true;
  }

  function tellConditions(record: RecordName): void {
    const name = sampleName(record);
    const waiting = [...simulation.subscriptions.values()].filter(({ records }) => records?.includes(name));
    for (const instance of new Set(waiting.map((row) => row.instance)))
      simulation.command(instance, { type: 'recordChanged', entity: record.entity, id: record.id });
  }
}

// helpers //////////

class Unanswered extends Error {
  readonly asked: Asked;
  constructor(asked: Asked) {
    super('a question that nobody has answered yet');
    this.asked = asked;
  }
}

function perform(simulation: Simulation, deed: TrialDeed): Outcome {
  switch (deed.deed) {
    case 'start': {
      const { process, element, variables, businessKey } = deed;
      const definition = simulation.definition(process);
      if (!definition) throw new Error(`Expected the process ${process} to be deployed`);
      return simulation.start(definition, { element, variables, businessKey });
    }
    case 'command':
      return simulation.command(deed.instance, deed.command);
    case 'message':
      return simulation.message(deed.name, { correlation: deed.correlation, variables: deed.variables });
    case 'signal':
      return simulation.signal(deed.name, deed.variables);
    case 'clock':
      return goOn(simulation, deed.to);
  }
}

/** Each timer fires at its own time, so that what follows from it counts from there. */
function goOn(simulation: Simulation, to: number): Outcome {
  for (let jobs = 0; jobs < MOST_JOBS; jobs++) {
    const due = nextDue(simulation);
    if (due === null || due > to) break;
    simulation.setNow(Math.max(simulation.now(), due));
    if (!simulation.runDueJob()) break;
  }
  simulation.setNow(Math.max(simulation.now(), to));
  return { ok: true, started: [] };
}

/** When the next timer or second try is due; null where nothing is. Timers that would start a process are the person's to begin. */
export function nextDue({ jobs, instances }: Simulation): number | null {
  const due = [...jobs.values()]
    .filter(({ kind, retries, instance }) => {
      const runs = (kind === 'timer' || kind === 'async') && retries > 0;
      return runs && instances.get(instance)?.status === 'active';
    })
    .map((row) => row.due as number);
  return due.length > 0 ? Math.min(...due) : null;
}

function unitOf({ changes, effects }: UnitDone): TrialUnit {
  return {
    events: changes.map(({ instance, events }) => ({ instance: instance.id, events })),
    sent: effects.flatMap((effect) => (effect.type === 'message' ? [effect.name] : [])),
  };
}

function refusalOf(outcome: Extract<Outcome, { ok: false }>): TrialRefusal {
  if ('failure' in outcome) {
    const { code, message, params, element } = outcome.failure;
    return { code, message, params, element };
  }
  const { code, message, params } = outcome.rejection;
  return { code, message, params };
}

function variablesNow({ instances }: Simulation): ReadonlyMap<string, Variables> {
  return new Map([...instances].map(([id, instance]) => [id, rootVariables(instance)]));
}
