/** Random processes, for property tests: blocks where they may stand, small enough to be gone through. */
import fc from 'fast-check';
import {
  type Block,
  type Boundary,
  type Code,
  type Conditional,
  ends,
  inner,
  type RandomProcess,
  size,
  type Trigger,
} from './block.ts';
import { numbered } from './numbered.ts';

export interface Limits {
  readonly depth: number;
  readonly nodes: number;
  readonly picks: number;
}

export function randomProcess({ depth, nodes, picks }: Limits): fc.Arbitrary<RandomProcess> {
  const small = fc.integer({ min: 0, max: 2 });
  return fc
    .record({
      block: body(depth, {
        loops: true,
        adds: true,
        cancel: false,
        compensate: true,
        complex: true,
        signals: true,
      }).map(numbered),
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
  /** What a complex gateway leaves behind may still be under way when a loop around comes to it again. */
  readonly complex: boolean;
  /** Which turn of a loop has a signal first, when turns throw it on to each other, is the engine's choice. */
  readonly signals: boolean;
}

const code = fc.constantFrom<Code>('E1', 'E2');
const amount = fc.integer({ min: 1, max: 9 });
const id = '';
const condition: fc.Arbitrary<Omit<Conditional, 'block'>> = fc.record({
  variable: fc.constantFrom('a' as const, 'b', 'c'),
  equals: fc.integer({ min: 0, max: 2 }),
});

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
    fc.constant({ kind: 'link' as const, id }),
    code.map(
      (thrown): Block => ({
        kind: 'sequence',
        blocks: [user(), { kind: 'escalate', id, code: thrown }],
      }),
    ),
  ];
  if (place.signals) leaves.push(fc.constant({ kind: 'signal' as const, id }));
  if (place.adds) {
    leaves.push(fc.record({ kind: fc.constant('add' as const), id: fc.constant(id), amount }));
    leaves.push(
      fc.record({ kind: fc.constantFrom('undoable' as const, 'later'), id: fc.constant(id), amount }),
    );
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
  if (place.complex)
    choices.push(
      fc.record({
        kind: fc.constant('complex' as const),
        id: fc.constant(id),
        needs: fc.integer({ min: 1, max: 3 }),
        branches: fc.array(part, { minLength: 2, maxLength: 3 }),
      }),
    );
  if (place.loops)
    choices.push(
      fc.record({
        kind: fc.constant('repeat' as const),
        id: fc.constant(id),
        times: fc.integer({ min: 1, max: 3 }),
        block: body(depth, { ...place, complex: false }).filter((one) => !ends(one) && !straysIntoLoops(one)),
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
    adHoc(depth, within),
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
      block: body(Math.min(depth, 1), { ...within, loops: false, signals: false }),
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

/** Only activities may stand in it, no events (10.3.6). */
function adHoc(depth: number, place: Place): fc.Arbitrary<Block> {
  const inside = fc.record({
    kind: fc.constant('scope' as const),
    id: fc.constant(id),
    block: body(Math.min(depth, 1), place),
    boundaries: fc.constant([]),
    handlers: fc.constant([]),
  });
  const adds = fc.record({ kind: fc.constantFrom('add' as const, 'later'), id: fc.constant(id), amount });
  const until: fc.Arbitrary<Extract<Block, { kind: 'adHoc' }>['until']> = fc.option(condition);
  return fc.record({
    kind: fc.constant('adHoc' as const),
    id: fc.constant(id),
    sequential: fc.boolean(),
    until,
    cancelRemaining: fc.boolean(),
    activities: fc.array(fc.oneof(fc.constant(user()), inside, ...(place.adds ? [adds] : [])), {
      minLength: 1,
      maxLength: 3,
    }),
  });
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
      block: body(Math.min(depth - 1, 1), {
        ...place,
        cancel: false,
        compensate: false,
        loops: false,
        complex: false,
      }),
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
