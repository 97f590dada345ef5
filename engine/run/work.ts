/**
 * The work list of a session and how it is driven. Work is done depth first: what a piece of work adds is done before older work,
 * in the order it was added. That is a queue, not recursion, so no process is too long for the stack; and a unit that
 * has to ask stands still as a whole until it has the answer, so that the answers' coming never changes the order.
 */

import { apply } from '../appliers/table.ts';
import type { Answer, Question } from '../asks.ts';
import type { Event } from '../events.ts';
import { type Key, ROOT } from '../instance.ts';
import { childrenOf, nodeOf } from '../state/draft.ts';
import type { ConditionNews, Fiber, Run, Session, Work } from './run.ts';

/** Records an event and applies it. */
export function emit(run: Run, event: Event): void {
  run.events.push(event);
  apply(run.draft, event);
}

/** Adds work that goes on in a scope of an instance. */
export function spawn(run: Run, scope: Key, begin: () => Fiber): void {
  run.pending.set(scope, (run.pending.get(scope) ?? 0) + 1);
  run.session.added.push({ run, scope, epoch: run.epochs.get(scope) ?? 0, begin, fiber: null });
}

/** Tells conditional events what they may have to look at. */
export function stir(run: Run, news: ConditionNews): void {
  run.news.push(news);
  run.session.stirred = true;
}

/** Takes away all work that would go on in the scope. */
export function drop(run: Run, scope: Key): void {
  run.epochs.set(scope, (run.epochs.get(scope) ?? 0) + 1);
  run.pending.delete(scope);
}

/** Looks at the scope again once this piece of work is done: perhaps nothing is left in it. */
export function touch(run: Run, scope: Key): void {
  spawn(run, scope, nothing);
}

/** What the driver needs to know of the verbs (handed in by `session.ts`, which stands above them). */
export interface Duties {
  /** A scope has nothing left to do. */
  completeScope(run: Run, scope: Key): Fiber;
  /** Variables changed or conditions opened: events that wait for them may fire. */
  checkConditions(run: Run): Fiber;
  /** What a piece of work threw, if it is for somebody in the process to catch: the work to do instead of the rest of it. */
  rescue(run: Run, error: unknown): Fiber | null;
  /** All is quiet: joins whose other tokens can't come any more go on. True if one did. */
  wakeJoins(run: Run): boolean;
}

/** Works until all is quiet (null) or a question is open that has no answer yet. */
export function drive(session: Session, duties: Duties): Question | null {
  for (;;) {
    const work = session.stack[session.stack.length - 1];
    if (work === undefined) {
      if (wakeJoins(session, duties)) continue;
      return null;
    }
    if (isVoid(work)) {
      session.stack.pop();
      continue;
    }
    const question = proceed(session, work, duties);
    if (question !== null) return question;
    session.stack.pop();
    finish(session, work, duties);
  }
}

/** Makes work that was added before the drive begins, or by it, part of the stack. */
export function stackAdded(session: Session): void {
  for (let i = session.added.length - 1; i >= 0; i--) session.stack.push(session.added[i]!);
  session.added.length = 0;
}

// helpers //////////

function* nothing(): Fiber {}

/** Its scope is gone or was emptied before it began. What has begun runs to its end and looks for itself. */
function isVoid(work: Work): boolean {
  const { run, scope, epoch, fiber } = work;
  if (fiber !== null || scope === null) return false;
  return epochOf(run, scope) !== epoch || nodeOf(run.draft, scope) === undefined;
}

/** Runs one piece of work to its end, or to a question without an answer. */
function proceed(session: Session, work: Work, duties: Duties): Question | null {
  let step: IteratorResult<Question, void>;
  if (work.fiber === null) {
    work.fiber = work.begin();
    step = go(work, duties);
  } else {
    step = { done: false, value: session.waiting! };
  }
  while (!step.done) {
    const answer = session.answers.get(step.value.key);
    if (answer === undefined) {
      session.waiting = step.value;
      return step.value;
    }
    step = go(work, duties, answer);
  }
  session.waiting = null;
  return null;
}

/** To the next question. What it throws may be the end of it, and the beginning of something else. */
function go(work: Work, duties: Duties, answer?: Answer): IteratorResult<Question, void> {
  try {
    return answer === undefined ? work.fiber!.next() : work.fiber!.next(answer);
  } catch (error) {
    const instead = duties.rescue(work.run, error);
    if (instead === null) throw error;
    work.fiber = instead;
    return go(work, duties);
  }
}

/** What follows from a piece of work: conditions first, then what it added, then the end of its scope. */
function finish(session: Session, work: Work, duties: Duties): void {
  const { run, scope, epoch } = work;
  if (scope !== null && epochOf(run, scope) === epoch) {
    const left = (run.pending.get(scope) ?? 1) - 1;
    if (left > 0) run.pending.set(scope, left);
    else run.pending.delete(scope);
    if (isQuiet(run, scope)) pushDuty(session, run, () => endScope(run, scope, duties));
  }
  stackAdded(session);
  if (!session.stirred) return;
  session.stirred = false;
  for (const other of session.runs.values()) {
    if (other.news.length > 0) pushDuty(session, other, () => duties.checkConditions(other));
  }
}

function* endScope(run: Run, scope: Key, duties: Duties): Fiber {
  if (isQuiet(run, scope)) yield* duties.completeScope(run, scope);
}

function isQuiet(run: Run, scope: Key): boolean {
  return (
    !run.pending.has(scope) &&
    nodeOf(run.draft, scope) !== undefined &&
    childrenOf(run.draft, scope).size === 0 &&
    (scope !== ROOT || run.draft.head.endedAt === undefined)
  );
}

function pushDuty(session: Session, run: Run, begin: () => Fiber): void {
  session.stack.push({ run, scope: null, epoch: 0, begin, fiber: null });
}

function wakeJoins(session: Session, duties: Duties): boolean {
  let woken = false;
  for (const run of session.runs.values()) {
    if (run.process.hasWaitingJoins && run.draft.head.endedAt === undefined && duties.wakeJoins(run))
      woken = true;
  }
  stackAdded(session);
  return woken;
}

function epochOf(run: Run, scope: Key): number {
  return run.epochs.get(scope) ?? 0;
}
