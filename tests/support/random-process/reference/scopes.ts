/** What blocks do that have others in them, and end events that concern the whole scope. */
import type { Block } from '../block.ts';
import { activity, compensate, instead, throwTo, withHandlers } from './activity.ts';
import type { Runs } from './runs.ts';
import { begin, type Catcher, close, complete, enter, inside } from './scope.ts';

type Scoped = 'scope' | 'adHoc' | 'transaction' | 'each' | 'call' | 'fail' | 'stop' | 'cancel';

const CANCEL = 'cancel';

export const SCOPES: Pick<Runs, Scoped> = {
  scope(work, scope, tell) {
    activity(scope, work.boundaries, tell, (within, done) => withHandlers(within, work, done));
  },
  adHoc(work, scope, tell) {
    const { run, variables } = scope.course;
    const holds = work.until === null ? null : variables[work.until.variable] === work.until.equals;
    const within = inside(scope, { atEnd: () => tell('done') });
    let left = [...work.activities];
    const begins = (one: Block) => {
      enter(within);
      run(one, within, () => {
        if (holds === true && work.cancelRemaining) complete(within);
        else {
          if (holds === true) left = [];
          done();
        }
      });
    };
    const done = () => {
      within.running--;
      if (within.running > 0 || !within.alive) return;
      const next = left.shift();
      if (next !== undefined) begins(next);
      // Nothing goes on, and what it waits for has not come true: it waits to be told.
      else if (holds !== false) complete(within);
    };
    enter(within);
    if (!work.sequential) for (const one of left.splice(0)) if (within.alive) begins(one);
    if (within.alive) done();
  },
  transaction(work, scope, tell) {
    const cancel: Catcher = {
      boundary: { id: CANCEL, trigger: { kind: 'message' }, interrupting: true, block: work.cancelled },
      happen: () => {
        compensate(within);
        close(within);
        instead(work.cancelled, scope, tell);
      },
    };
    const within = inside(scope, { boundaries: [cancel], atEnd: () => tell('done') });
    begin(within, work.block);
  },
  each(work, scope, tell) {
    activity(scope, work.boundaries, tell, (within, done) => {
      let left = work.count;
      let begun = 0;
      const inTurns = inside(within);
      const end = () => {
        within.log.push(...inTurns.log);
        close(inTurns);
        done('done');
      };
      const turn = (): void => {
        const turns = work.count > 20 && !work.sequential ? [...within.turns, begun++] : within.turns;
        const atEnd = () => {
          left--;
          if (left === 0 || work.count - left === work.enough) end();
          else if (work.sequential) turn();
        };
        begin(inside(inTurns, { atEnd, turns }), work.block);
      };
      if (left === 0) end();
      else if (work.sequential) turn();
      else for (let n = work.count; n > 0 && inTurns.alive; n--) turn();
    });
  },
  call(work, scope, tell) {
    activity(scope, work.boundaries, tell, (within, done) => {
      begin(inside(within, { holds: new Set(scope.holds), atEnd: done }), work.block);
    });
  },
  fail(work, scope, tell) {
    throwTo('error', work.code, scope, () => tell('dead'));
  },
  stop(_work, scope) {
    complete(scope);
  },
  cancel(_work, scope) {
    scope.boundaries.find(({ boundary }) => boundary.id === CANCEL)!.happen();
  },
};
