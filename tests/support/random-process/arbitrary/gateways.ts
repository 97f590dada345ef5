/** Blocks that a gateway opens, and loops of the drawing. */
import fc from 'fast-check';
import { type Block, contains, ends, inner, type Part } from '../block.ts';
import { type Body, condition, id, type Place } from './place.ts';

export function gateways(depth: number, place: Place, body: Body): fc.Arbitrary<Block> {
  const part = body(depth, place);
  const conditional = fc.tuple(condition, part).map(([when, block]) => ({ ...when, block }));
  const choices: fc.Arbitrary<Block>[] = [
    fc.record({
      kind: fc.constantFrom('choice' as const, 'inclusive'),
      id: fc.constant(id),
      branches: fc.array(conditional, { minLength: 1, maxLength: 2 }),
      otherwise: part,
      jobs,
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      id: fc.constant(id),
      branches: fc.array(part, { minLength: 2, maxLength: 3 }),
      jobs,
    }),
    fc.record({
      kind: fc.constant('race' as const),
      id: fc.constant(id),
      branches: fc.array(
        fc.record({
          id: fc.constant(id),
          trigger: fc.constantFrom<Part>('message', 'timer', 'condition'),
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
        jobs,
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

// helpers //////////

const jobs = fc.nat(3).map((pick) => pick === 0);

/** A path that ends by itself beside a join may still be in its loop when the loop around comes to it again. */
function straysIntoLoops(block: Block): boolean {
  const branches = block.kind === 'parallel' || block.kind === 'inclusive' ? inner(block) : [];
  return branches.some((one) => ends(one) && contains(one, 'repeat')) || inner(block).some(straysIntoLoops);
}
