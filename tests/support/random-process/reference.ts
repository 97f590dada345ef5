/**
 * What a random process must do, by the text of BPMN 2.0.2 (chapters 10 and 13) and nothing of the engine: no tokens, no graph, no
 * events, but a tree of running blocks, each of which tells the one that began it how it ended. A second opinion, not a product.
 */
import type { Block, RandomProcess } from './block.ts';
import { GATEWAYS } from './reference/gateways.ts';
import { LEAVES } from './reference/leaves.ts';
import type { Runs } from './reference/runs.ts';
import {
  ageByTurn,
  begin,
  type Course,
  openScope,
  openWaits,
  type Scope,
  type Tell,
  type WaitKind,
} from './reference/scope.ts';
import { SCOPES } from './reference/scopes.ts';
import { broadcast, deliver, listen, raise } from './reference/waiting.ts';

export interface Reference {
  /** Open waits, those of the same element by age. */
  waits(): readonly { readonly element: string; readonly kind: WaitKind }[];
  /** What the wait at that place of the list waits for happens; a signal is for everyone, a condition for the whole process. */
  happen(index: number, how: number): void;
  /** A modification ends what waits there and begins it anew; false where more than the wait is concerned. */
  redo(index: number): boolean;
  readonly total: () => number;
  readonly ended: () => boolean;
}

const RUNS: Runs = { ...LEAVES, ...GATEWAYS, ...SCOPES };

export function startReference({ begins, block, variables }: RandomProcess): Reference {
  let ended = false;
  const course: Course = { variables, run, roots: [], sent: [], total: 0, waits: 0 };
  const root = openScope(course, null, {
    atEnd: () => {
      ended = true;
    },
  });
  if (begins === 'both') {
    const second = { element: 'second', name: 'second', trigger: { kind: 'message' } } as const;
    listen(root, second, () => begin(root, block));
  } else begin(root, block);
  deliver(course);

  return {
    waits: () => openWaits(course).map(({ element, kind }) => ({ element, kind })),
    happen(index, how) {
      const since = course.waits;
      const one = openWaits(course)[index]!;
      if (one.kind === 'signal') broadcast(course);
      else if (one.kind === 'condition') raise(one.scope, one.name);
      else one.happen(how);
      deliver(course);
      ageByTurn(course, since);
    },
    redo(index) {
      const one = openWaits(course)[index]!;
      if (one.isBare) one.order = course.waits++;
      return one.isBare;
    },
    total: () => course.total,
    ended: () => ended,
  };
}

// helpers //////////

function run(work: Block, scope: Scope, tell: Tell): void {
  (RUNS[work.kind] as (work: Block, scope: Scope, tell: Tell) => void)(work, scope, tell);
}
