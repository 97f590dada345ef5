/** What blocks do that a gateway opens. */
import { type Block, type BlockOf, ends } from '../block.ts';
import type { Runs } from './runs.ts';
import {
  begin,
  close,
  enter,
  inside,
  leave,
  type Outcome,
  type Scope,
  type Tell,
  waitOnce,
} from './scope.ts';
import { listen } from './waiting.ts';

type Gateway = 'sequence' | 'choice' | 'inclusive' | 'parallel' | 'complex' | 'race' | 'repeat';

export const GATEWAYS: Pick<Runs, Gateway> = {
  sequence(work, scope, tell) {
    sequence(work.blocks, scope, tell);
  },
  choice(work, scope, tell) {
    const { run, variables } = scope.course;
    const chosen = work.branches.find((branch) => variables[branch.variable] === branch.equals);
    run(chosen?.block ?? work.otherwise, scope, toJoin(work, scope, tell));
  },
  inclusive(work, scope, tell) {
    const { variables } = scope.course;
    const chosen = work.branches.filter((branch) => variables[branch.variable] === branch.equals);
    const blocks = chosen.length ? chosen.map((branch) => branch.block) : [work.otherwise];
    // The join waits for whatever may still reach it, and goes on with what came.
    together(work, blocks, scope, tell, (outcomes) => {
      if (outcomes.every((outcome) => outcome !== 'open')) tell(outcomes.includes('done') ? 'done' : 'dead');
    });
  },
  parallel(work, scope, tell) {
    // The join needs a token on every flow into it.
    together(work, work.branches, scope, tell, (outcomes) => {
      if (outcomes.every((outcome) => outcome === 'done')) tell('done');
      else if (outcomes.every((outcome) => outcome === 'dead')) tell('dead');
    });
  },
  complex(work, scope, tell) {
    // It goes on as soon as enough have come, or with what came when no more can; what comes later is swallowed.
    const leading = work.branches.filter((one) => !ends(one));
    const needs = Math.min(work.needs, leading.length);
    let open = leading.length;
    let came = 0;
    let passed = false;
    enter(scope);
    for (const one of work.branches) {
      enter(scope);
      const arrive: Tell = (outcome) => {
        if (leading.includes(one)) {
          open--;
          if (outcome === 'done') came++;
          const enough = outcome === 'done' && came === needs;
          if (!passed && (enough || open === 0)) {
            passed = true;
            tell(came > 0 ? 'done' : 'dead');
          }
        }
        leave(scope);
      };
      scope.course.run(one, scope, toJoin(work, scope, arrive));
    }
    if (leading.length === 0) tell('dead');
    leave(scope);
  },
  race(work, scope, tell) {
    // The events wait in a place of their own, which is gone with the first of them.
    const gate = inside(scope);
    for (const { id, trigger, block } of work.branches) {
      if (!gate.alive) return;
      listen(gate, { element: id, name: id, trigger: { kind: trigger } }, () => {
        close(gate);
        scope.course.run(block, scope, tell);
      });
    }
  },
  repeat(work, scope, tell) {
    sequence(Array(work.times).fill(work.block), scope, tell);
  },
};

// helpers //////////

function sequence(blocks: readonly Block[], scope: Scope, tell: Tell): void {
  const [first, ...rest] = blocks;
  if (first === undefined) tell('done');
  else
    scope.course.run(first, scope, (outcome) => {
      if (outcome === 'done') sequence(rest, scope, tell);
      else tell(outcome);
    });
}

type Joining = BlockOf<'choice' | 'inclusive' | 'parallel' | 'complex'>;

/** A token that is done with its branch comes to the join, perhaps by a job. */
function toJoin({ id, jobs }: Joining, scope: Scope, arrive: Tell): Tell {
  if (!jobs) return arrive;
  return (outcome) => {
    if (outcome === 'done') waitOnce(scope, { element: `${id}-join`, kind: 'async' }, () => arrive('done'));
    else arrive(outcome);
  };
}

/** Branches that lead to one join, which looks after each end; those that are drawn to end before it are paths of their own. */
function together(
  join: Joining,
  blocks: readonly Block[],
  scope: Scope,
  tell: Tell,
  atJoin: (outcomes: readonly (Outcome | 'open')[]) => void,
): void {
  const leading = blocks.filter((one) => !ends(one));
  const outcomes: (Outcome | 'open')[] = leading.map(() => 'open');
  enter(scope); // all branches begin before the scope may be quiet
  for (const one of blocks) {
    const place = leading.indexOf(one);
    if (place < 0) begin(scope, one);
    else
      scope.course.run(
        one,
        scope,
        toJoin(join, scope, (outcome) => {
          outcomes[place] = outcome;
          atJoin(outcomes);
        }),
      );
  }
  if (leading.length === 0) tell('dead');
  leave(scope);
}
