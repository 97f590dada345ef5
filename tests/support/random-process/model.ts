/**
 * Random processes as trees of blocks, from which both the drawing (`to-bpmn.ts`) and what it must do (`reference.ts`) are made. Each block
 * has one way in and, unless it `ends`, one way out, so that its meaning is clear without tokens.
 *
 * What several branches do at the same moment is left to the engine's choice by BPMN, so nothing here depends on it: sums
 * only add, conditions read variables nobody writes, and what cancels others comes after a wait.
 */
import fc from 'fast-check';

export type Block =
  | { readonly kind: 'user'; readonly id: string; readonly boundaries: readonly Boundary[] }
  | { readonly kind: 'catch'; readonly id: string; readonly trigger: 'message' | 'timer' | 'signal' }
  | { readonly kind: 'add'; readonly id: string; readonly amount: number }
  /** Adds, and takes it back when it is compensated. */
  | { readonly kind: 'undoable'; readonly id: string; readonly amount: number }
  | { readonly kind: 'compensate'; readonly id: string }
  | { readonly kind: 'signal'; readonly id: string }
  | { readonly kind: 'escalate'; readonly id: string; readonly code: Code }
  /** Goes on at the link's other end. */
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'choice' | 'inclusive';
      readonly id: string;
      readonly branches: readonly Conditional[];
      readonly otherwise: Block;
    }
  | { readonly kind: 'parallel'; readonly id: string; readonly branches: readonly Block[] }
  | { readonly kind: 'race'; readonly id: string; readonly branches: readonly Raced[] }
  | { readonly kind: 'repeat'; readonly id: string; readonly times: number; readonly block: Block }
  | {
      readonly kind: 'scope';
      readonly id: string;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
      readonly handlers: readonly Handler[];
    }
  | { readonly kind: 'transaction'; readonly id: string; readonly block: Block; readonly cancelled: Block }
  | {
      readonly kind: 'each';
      readonly id: string;
      readonly count: number;
      readonly sequential: boolean;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
    }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
    }
  /** End events that do something; preceded by a wait. */
  | { readonly kind: 'fail'; readonly id: string; readonly code: Code }
  | { readonly kind: 'stop' | 'cancel'; readonly id: string };

export type Code = 'E1' | 'E2';

export interface Conditional {
  readonly variable: 'a' | 'b' | 'c';
  readonly equals: number;
  readonly block: Block;
}

export interface Raced {
  readonly id: string;
  readonly trigger: 'message' | 'timer';
  readonly block: Block;
}

/** What an event sub-process or a boundary event waits for; an error without a code is any error. */
export type Trigger =
  | { readonly kind: 'message' | 'timer' }
  | { readonly kind: 'error' | 'escalation'; readonly code: Code | null };

/** A boundary event. Interrupting, its block leads on to where the activity leads; else it ends by itself. */
export interface Boundary {
  readonly id: string;
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly block: Block;
}

/** An event sub-process. */
export type Handler = Boundary;

export interface RandomProcess {
  readonly block: Block;
  readonly variables: { readonly a: number; readonly b: number; readonly c: number };
  /** Which of the open waits goes on next, as often as there are numbers. */
  readonly picks: readonly number[];
}

/** The token never gets past this block, as it is drawn. */
export function ends(block: Block): boolean {
  switch (block.kind) {
    case 'fail':
    case 'stop':
    case 'cancel':
      return true;
    case 'sequence':
      return block.blocks.some(ends);
    case 'parallel':
      return block.branches.every(ends);
    case 'choice':
    case 'inclusive':
      return ends(block.otherwise) && block.branches.every((branch) => ends(branch.block));
    case 'race':
      return block.branches.every((branch) => ends(branch.block));
    default:
      return false;
  }
}

export function size(block: Block): number {
  return 1 + inner(block).reduce((sum, one) => sum + size(one), 0);
}

// arbitraries //////////

export interface Limits {
  readonly depth: number;
  readonly nodes: number;
  readonly picks: number;
}

export function randomProcess({ depth, nodes, picks }: Limits): fc.Arbitrary<RandomProcess> {
  const small = fc.integer({ min: 0, max: 2 });
  return fc
    .record({
      block: body(depth, { loops: true, adds: true, cancel: false, compensate: true }).map(numbered),
      variables: fc.record({ a: small, b: small, c: small }),
      picks: fc.array(fc.nat({ max: 1_000 }), { maxLength: picks, minLength: picks }),
    })
    .filter(({ block }) => size(block) <= nodes);
}

// helpers //////////

/** What may stand where a block goes. */
interface Place {
  /** Counters of loops are variables of the process, so no two may run at once. */
  readonly loops: boolean;
  /** The sum is a variable of the outermost process. */
  readonly adds: boolean;
  readonly cancel: boolean;
  /** Compensation is thrown for the scope's own work, so not from a handler. */
  readonly compensate: boolean;
}

const code = fc.constantFrom<Code>('E1', 'E2');
const amount = fc.integer({ min: 1, max: 9 });
const id = '';

function body(depth: number, place: Place): fc.Arbitrary<Block> {
  const ending = fc.oneof(
    fc.record({ kind: fc.constant('fail' as const), id: fc.constant(id), code }),
    fc.constant({ kind: 'stop' as const, id }),
    ...(place.cancel ? [fc.constant({ kind: 'cancel' as const, id })] : []),
  );
  return fc
    .record({
      blocks: fc.array(block(depth, place), { minLength: 1, maxLength: depth > 2 ? 3 : 2 }),
      ending: fc.option(ending, { freq: 5 }),
    })
    .map(({ blocks, ending: end }): Block => {
      const until = blocks.findIndex(ends);
      const through = until < 0 ? blocks : blocks.slice(0, until + 1);
      if (end === null || until >= 0) return { kind: 'sequence', blocks: through };
      return { kind: 'sequence', blocks: [...through, user(), end] };
    });
}

function user(): Block {
  return { kind: 'user', id, boundaries: [] };
}

function block(depth: number, place: Place): fc.Arbitrary<Block> {
  const leaves: fc.Arbitrary<Block>[] = [
    fc.constant(user()),
    fc.record({
      kind: fc.constant('catch' as const),
      id: fc.constant(id),
      trigger: fc.constantFrom('message' as const, 'timer', 'signal'),
    }),
    fc.constant({ kind: 'signal' as const, id }),
    fc.constant({ kind: 'link' as const, id }),
    code.map(
      (thrown): Block => ({
        kind: 'sequence',
        blocks: [user(), { kind: 'escalate', id, code: thrown }],
      }),
    ),
  ];
  if (place.adds) {
    leaves.push(fc.record({ kind: fc.constant('add' as const), id: fc.constant(id), amount }));
    leaves.push(fc.record({ kind: fc.constant('undoable' as const), id: fc.constant(id), amount }));
    if (place.compensate) leaves.push(fc.constant({ kind: 'compensate' as const, id }));
  }
  const leaf = fc.oneof(...leaves);
  if (depth <= 0) return leaf;
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: activities(depth - 1, place) },
    { weight: 2, arbitrary: gateways(depth - 1, place) },
    { weight: 3, arbitrary: scopes(depth - 1, place) },
  );
}

function activities(depth: number, place: Place): fc.Arbitrary<Block> {
  return fc.record({
    kind: fc.constant('user' as const),
    id: fc.constant(id),
    boundaries: boundaries(depth, place, ['message', 'timer']),
  });
}

function gateways(depth: number, place: Place): fc.Arbitrary<Block> {
  const part = body(depth, place);
  const conditional = fc.record({
    variable: fc.constantFrom('a' as const, 'b', 'c'),
    equals: fc.integer({ min: 0, max: 2 }),
    block: part,
  });
  const choices: fc.Arbitrary<Block>[] = [
    fc.record({
      kind: fc.constantFrom('choice' as const, 'inclusive'),
      id: fc.constant(id),
      branches: fc.array(conditional, { minLength: 1, maxLength: 2 }),
      otherwise: part,
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      id: fc.constant(id),
      branches: fc.array(part, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('race' as const),
      id: fc.constant(id),
      branches: fc.array(
        fc.record({
          id: fc.constant(id),
          trigger: fc.constantFrom('message' as const, 'timer'),
          block: part,
        }),
        { minLength: 2, maxLength: 2 },
      ),
    }),
  ];
  if (place.loops)
    choices.push(
      fc.record({
        kind: fc.constant('repeat' as const),
        id: fc.constant(id),
        times: fc.integer({ min: 1, max: 3 }),
        block: part.filter((one) => !ends(one) && !straysIntoLoops(one)),
      }),
    );
  return fc.oneof(...choices);
}

/** A path that ends by itself beside a join may still be in its loop when the loop around comes to it again. */
function straysIntoLoops(block: Block): boolean {
  const branches = block.kind === 'parallel' || block.kind === 'inclusive' ? inner(block) : [];
  return branches.some((one) => ends(one) && has(one, 'repeat')) || inner(block).some(straysIntoLoops);
}

function has(block: Block, kind: Block['kind']): boolean {
  return block.kind === kind || inner(block).some((one) => has(one, kind));
}

const SCOPE_TRIGGERS = ['message', 'timer', 'error', 'escalation'] as const;

function scopes(depth: number, place: Place): fc.Arbitrary<Block> {
  const within = { ...place, cancel: false, compensate: true };
  const bounds = boundaries(depth, place, SCOPE_TRIGGERS);
  return fc.oneof(
    fc.record({
      kind: fc.constant('scope' as const),
      id: fc.constant(id),
      block: body(depth, within),
      boundaries: bounds,
      handlers: fc.oneof(
        fc.constant([]),
        boundaries(depth, { ...within, compensate: false }, SCOPE_TRIGGERS),
      ),
    }),
    fc.record({
      kind: fc.constant('transaction' as const),
      id: fc.constant(id),
      block: body(depth, { ...within, cancel: true }),
      cancelled: body(depth, { ...place, cancel: false, compensate: false }),
    }),
    fc.record({
      kind: fc.constant('each' as const),
      id: fc.constant(id),
      count: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(22)),
      sequential: fc.boolean(),
      block: body(Math.min(depth, 1), { ...within, loops: false }),
      boundaries: bounds,
    }),
    fc.record({
      kind: fc.constant('call' as const),
      id: fc.constant(id),
      block: body(depth, { ...within, loops: false, adds: false }),
      boundaries: bounds,
    }),
  );
}

function boundaries(
  depth: number,
  place: Place,
  kinds: readonly Trigger['kind'][],
): fc.Arbitrary<readonly Boundary[]> {
  const one = fc
    .record({
      kind: fc.constantFrom(...kinds),
      code: fc.option(code),
      interrupting: fc.boolean(),
      // A handler that doesn't interrupt may run several times at once.
      block: body(Math.min(depth - 1, 1), { ...place, cancel: false, compensate: false, loops: false }),
    })
    .map(({ kind, code: caught, interrupting, block: handler }): Boundary => {
      const trigger: Trigger = kind === 'error' || kind === 'escalation' ? { kind, code: caught } : { kind };
      return { id, trigger, interrupting: kind === 'error' || interrupting, block: handler };
    });
  // Two alike in one place would leave it to chance which one catches; of escalations, only one may catch in a place.
  return fc.uniqueArray(one, {
    maxLength: 2,
    selector: ({ trigger }) => (trigger.kind === 'error' ? `error ${trigger.code}` : trigger.kind),
  });
}

/** The blocks within a block, in the order of the drawing. */
export function inner(block: Block): readonly Block[] {
  const handled = (list: readonly Boundary[]) => list.map((one) => one.block);
  switch (block.kind) {
    case 'sequence':
      return block.blocks;
    case 'parallel':
      return block.branches;
    case 'choice':
    case 'inclusive':
      return [...block.branches.map((branch) => branch.block), block.otherwise];
    case 'race':
      return block.branches.map((branch) => branch.block);
    case 'repeat':
      return [block.block];
    case 'scope':
      return [block.block, ...handled(block.boundaries), ...handled(block.handlers)];
    case 'transaction':
      return [block.block, block.cancelled];
    case 'each':
    case 'call':
      return [block.block, ...handled(block.boundaries)];
    case 'user':
      return handled(block.boundaries);
    default:
      return [];
  }
}

/** Every block and event gets an id: its kind and a number in the order of the drawing. */
function numbered(root: Block): Block {
  let count = 0;
  const next = (name: string) => `${name}${++count}`;
  const bound = (one: Boundary): Boundary => ({ ...one, id: next(one.trigger.kind), block: walk(one.block) });
  function walk(block: Block): Block {
    switch (block.kind) {
      case 'sequence':
        return { ...block, blocks: block.blocks.map(walk) };
      case 'parallel':
        return { ...block, id: next('fork'), branches: block.branches.map(walk) };
      case 'choice':
      case 'inclusive':
        return {
          ...block,
          id: next(block.kind),
          branches: block.branches.map((branch) => ({ ...branch, block: walk(branch.block) })),
          otherwise: walk(block.otherwise),
        };
      case 'race':
        return {
          ...block,
          id: next('race'),
          branches: block.branches.map((branch) => ({
            ...branch,
            id: next(branch.trigger),
            block: walk(branch.block),
          })),
        };
      case 'repeat':
        return { ...block, id: next('repeat'), block: walk(block.block) };
      case 'scope':
        return {
          ...block,
          id: next('scope'),
          block: walk(block.block),
          boundaries: block.boundaries.map(bound),
          handlers: block.handlers.map(bound),
        };
      case 'transaction':
        return {
          ...block,
          id: next('transaction'),
          block: walk(block.block),
          cancelled: walk(block.cancelled),
        };
      case 'each':
      case 'call':
        return {
          ...block,
          id: next(block.kind),
          block: walk(block.block),
          boundaries: block.boundaries.map(bound),
        };
      case 'user':
        return { ...block, id: next('user'), boundaries: block.boundaries.map(bound) };
      case 'catch':
        return { ...block, id: next(block.trigger) };
      default:
        return { ...block, id: next(block.kind) };
    }
  }
  return walk(root);
}
