/** Random processes, for property tests: blocks where they may stand, small enough to be gone through. */
import fc from 'fast-check';
import { gateways } from './arbitrary/gateways.ts';
import { leaf } from './arbitrary/leaves.ts';
import { type Body, code, id, type Place, target, user } from './arbitrary/place.ts';
import { activities, scopes } from './arbitrary/scopes.ts';
import { type Beginning, type Block, ends, type RandomProcess, size } from './block.ts';
import { numbered } from './numbered.ts';

export interface Limits {
  readonly depth: number;
  readonly nodes: number;
  readonly picks: number;
}

const OUTERMOST: Place = {
  loops: true,
  adds: true,
  cancel: false,
  compensate: true,
  complex: true,
  signals: true,
};

export function randomProcess({ depth, nodes, picks }: Limits): fc.Arbitrary<RandomProcess> {
  const small = fc.integer({ min: 0, max: 2 });
  return fc
    .record({
      begins: fc.constantFrom<Beginning>(
        'none',
        'none',
        'none',
        'message',
        'signal',
        'timer',
        'condition',
        'either',
        'both',
      ),
      block: body(depth, OUTERMOST).map(numbered),
      variables: fc.record({ a: small, b: small, c: small }),
      picks: fc.array(fc.nat({ max: 1_000 }), { maxLength: picks, minLength: picks }),
    })
    .filter(({ block }) => size(block) <= nodes);
}

// helpers //////////

const body: Body = (depth, place) => {
  const ending = fc.oneof(
    code.map((thrown): Block => ({ kind: 'fail', id, code: thrown })),
    fc.constant<Block>({ kind: 'stop', id }),
    target.map((to): Block => ({ kind: 'send', id, target: to, last: true })),
    ...(place.cancel ? [fc.constant<Block>({ kind: 'cancel', id })] : []),
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
};

function block(depth: number, place: Place): fc.Arbitrary<Block> {
  if (depth <= 0) return leaf(place);
  return fc.oneof(
    { weight: 3, arbitrary: leaf(place) },
    { weight: 1, arbitrary: activities(depth - 1, place, body) },
    { weight: 2, arbitrary: gateways(depth - 1, place, body) },
    { weight: 3, arbitrary: scopes(depth - 1, place, body) },
  );
}
