/**
 * One unit of work (DECISIONS 1, 4): a command for one instance, with everything that follows from it in its call tree up to the
 * next waits. Called by the server, the simulation and the tests. Nothing is changed in place: what comes back is the
 * next state, the events that led to it, the index rows and effects to write with it; or what must be known first.
 */
import type { Answers } from './asks.ts';
import type { Command } from './commands.ts';
import { DEEDS } from './deeds/table.ts';
import { rowChanges } from './rows/row-changes.ts';
import type { Fiber, Run, Session } from './run/run.ts';
import { reject, Stop } from './run/stop.ts';
import { type Duties, drive } from './run/work.ts';
import { freeze, nodeOf } from './state/draft.ts';
import type { InstanceChange, UnitDone, UnitInput, UnitResult } from './unit.ts';
import { BpmnError } from './verbs/bpmn-error.ts';
import { checkConditions } from './verbs/conditions.ts';
import { wakeJoins } from './verbs/join.ts';
import { join } from './verbs/members.ts';
import { throwOut } from './verbs/throw-error.ts';

export { blankInstance } from './verbs/start-instance.ts';

const DUTIES: Duties = {
  *completeScope(run, scope) {
    const node = nodeOf(run.draft, scope)!;
    if (node.loop !== undefined) return;
    const element = run.process.elements.get(node.element)!;
    yield* element.type.quiet!(run, scope, element);
  },
  checkConditions,
  rescue: (run, error) => (error instanceof BpmnError ? throwOut(run, error) : null),
  wakeJoins,
};

/** Carries out a command. Rejected, failed or asking, it has changed nothing. */
export function advance(input: UnitInput): UnitResult {
  return guarded(() => {
    const session = openSession(input);
    const run = join(session, input.instance, input.instance.revision === 0);
    begin(session, run, input.command);
    return proceed(input, session);
  }, input);
}

// helpers //////////

function openSession({ env, world, answers }: UnitInput): Session {
  return {
    env,
    world,
    answers: new Map(answers),
    runs: new Map(),
    effects: [],
    stack: [],
    added: [],
    records: new Map(),
    fetched: new Set(),
    waiting: null,
    stirred: false,
    entered: 0,
  };
}

function begin(session: Session, run: Run, command: Command): void {
  const deed = DEEDS[command.type];
  const { status } = run.draft.head;
  if (run.draft.head.endedAt !== undefined) reject('instance.ended');
  if (status === 'suspended' && deed.whileSuspended !== true) reject('instance.suspended');
  session.stack.push({
    run,
    scope: null,
    epoch: 0,
    begin: () => deed.run(run, command) as Fiber,
    fiber: null,
  });
}

function proceed(input: UnitInput, session: Session): UnitResult {
  const question = drive(session, DUTIES);
  if (question === null) return done(session);
  return {
    kind: 'ask',
    asks: [question],
    resume: (answers) => {
      for (const [key, answer] of answers) session.answers.set(key, answer);
      return guarded(() => proceed(input, session), withAnswers(input, session.answers));
    },
  };
}

function guarded(work: () => UnitResult, input: UnitInput): UnitResult {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { reason } = error;
    if (reason.kind !== 'loads') return reason;
    return {
      kind: 'ask',
      asks: reason.loads,
      resume: (answers) => advance(reloaded(withAnswers(input, answers))),
    };
  }
}

/** What was loaded meanwhile may be further chunks of the instance itself. */
function reloaded(input: UnitInput): UnitInput {
  return { ...input, instance: input.world.instance(input.instance.id) ?? input.instance };
}

function withAnswers(input: UnitInput, answers: Answers): UnitInput {
  return { ...input, answers: new Map([...(input.answers ?? []), ...answers]) };
}

function done(session: Session): UnitDone {
  const changes: InstanceChange[] = [];
  const read: { id: string; revision: number }[] = [];
  for (const run of session.runs.values()) {
    if (run.events.length === 0) {
      if (!run.isNew) read.push({ id: run.id, revision: run.draft.head.revision });
      continue;
    }
    run.draft.head.revision++;
    const { instance, written, deleted } = freeze(run.draft);
    changes.push({ instance, isNew: run.isNew, written, deleted, events: run.events });
  }
  return { kind: 'done', changes, read, rows: rowChanges(session), effects: session.effects };
}
