/** What blocks without others in them do. */
import type { BlockOf } from '../block.ts';
import { POINTS } from '../points.ts';
import { answerOf } from '../worker.ts';
import { activity, compensate, throwTo } from './activity.ts';
import type { Runs } from './runs.ts';
import { type Scope, survives, type Tell, type Wait, wait, waitOnce } from './scope.ts';
import { broadcast, listen, raise } from './waiting.ts';

type Leaf =
  | 'user'
  | 'external'
  | 'catch'
  | 'add'
  | 'later'
  | 'settle'
  | 'mapped'
  | 'undoable'
  | 'decide'
  | 'compensate'
  | 'signal'
  | 'raise'
  | 'send'
  | 'link'
  | 'escalate';

export const LEAVES: Pick<Runs, Leaf> = {
  user(work, scope, tell) {
    activity(scope, work.boundaries, tell, (within, done) =>
      waitOnce(within, { element: work.id, kind: 'task', isBare: work.boundaries.length === 0 }, () =>
        done('done'),
      ),
    );
  },
  external(work, scope, tell) {
    activity(scope, work.boundaries, tell, (within, done) => worker(work, within, done));
  },
  catch(work, scope, tell) {
    listen(scope, { element: work.id, name: work.id, trigger: work.trigger }, () => tell('done'));
  },
  add(work, { course }, tell) {
    course.total += work.amount;
    tell('done');
  },
  later(work, scope, tell) {
    waitOnce(scope, { element: work.id, kind: 'async' }, () => {
      scope.course.total += work.amount;
      tell('done');
    });
  },
  settle(work, scope, tell) {
    scope.course.total += work.amount;
    waitOnce(scope, { element: work.id, kind: 'async' }, () => tell('done'));
  },
  mapped(work, scope, tell) {
    waitOnce(scope, { element: work.id, kind: 'task', isBare: true }, () => {
      scope.course.total += work.amount;
      tell('done');
    });
  },
  undoable(work, scope, tell) {
    scope.course.total += work.amount;
    scope.log.push(work.amount);
    tell('done');
  },
  decide(work, { course }, tell) {
    course.total += POINTS[course.variables[work.variable]]!;
    tell('done');
  },
  compensate(_work, scope, tell) {
    compensate(scope);
    tell('done');
  },
  signal(_work, scope, tell) {
    broadcast(scope.course);
    tell('done');
  },
  raise(work, scope, tell) {
    if (survives(scope, () => raise(scope, work.target.id))) tell('done');
  },
  send(work, scope, tell) {
    scope.course.sent.push(work.target.id);
    tell(work.last ? 'dead' : 'done');
  },
  link(_work, _scope, tell) {
    tell('done');
  },
  escalate(work, scope, tell) {
    throwTo('escalation', work.code, scope, tell);
  },
};

// helpers //////////

/** A worker does it, tries in vain, or tells of an error; after an incident, an operator gives it another chance. */
function worker(work: BlockOf<'external'>, within: Scope, done: Tell): void {
  const one: Wait = wait(within, { element: work.id, kind: 'external' }, (how) => {
    if (one.kind === 'incident') {
      one.kind = 'external';
      return;
    }
    const answer = answerOf(how);
    if (answer.kind === 'fails') {
      if (answer.retries === 0) one.kind = 'incident';
      return;
    }
    if (answer.kind === 'completes') {
      within.waits.delete(one);
      done('done');
    } else throwTo('error', answer.code, within, () => done('dead'));
  });
}
