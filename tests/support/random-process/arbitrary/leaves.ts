/** Blocks without others in them. */
import fc from 'fast-check';
import type { Block, Waited } from '../block.ts';
import { several } from './boundaries.ts';
import { amount, code, id, type Place, target, user, variable } from './place.ts';

export function leaf(place: Place): fc.Arbitrary<Block> {
  const leaves: fc.Arbitrary<Block>[] = [
    fc.constant(user()),
    fc.constant<Block>({ kind: 'external', id, boundaries: [] }),
    caught.map((trigger): Block => ({ kind: 'catch', id, trigger })),
    fc.constant<Block>({ kind: 'link', id }),
    code.map((thrown): Block => afterWait({ kind: 'escalate', id, code: thrown })),
    target.map((to): Block => afterWait({ kind: 'send', id, target: to, last: false })),
    // What it wakes and what comes after it happen at the same moment.
    target.map((to): Block => afterWait({ kind: 'raise', id, target: to }, user())),
  ];
  if (place.signals) leaves.push(fc.constant<Block>({ kind: 'signal', id }));
  if (place.adds) {
    leaves.push(
      fc.record({
        kind: fc.constantFrom('add' as const, 'undoable', 'later', 'settle', 'mapped'),
        id: fc.constant(id),
        amount,
      }),
      variable.map((of): Block => ({ kind: 'decide', id, variable: of })),
    );
    if (place.compensate) leaves.push(fc.constant<Block>({ kind: 'compensate', id }));
  }
  return fc.oneof(...leaves);
}

// helpers //////////

const caught: fc.Arbitrary<Waited> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('message' as const, 'timer', 'signal', 'condition') }),
  },
  { weight: 1, arbitrary: several },
);

function afterWait(...blocks: readonly Block[]): Block {
  return { kind: 'sequence', blocks: [user(), ...blocks] };
}
