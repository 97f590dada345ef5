/** What may stand where in a random process, and the small things it is made of. */
import fc from 'fast-check';
import type { Block, Code, Conditional, Target } from '../block.ts';

/** What may stand where a block goes. */
export interface Place {
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

/** A block with one way in, of several steps. */
export type Body = (depth: number, place: Place) => fc.Arbitrary<Block>;

/** Filled in by `numbered.ts`. */
export const id = '';

export const code = fc.constantFrom<Code>('E1', 'E2');
export const amount = fc.integer({ min: 1, max: 9 });
export const variable = fc.constantFrom('a' as const, 'b', 'c');
export const target: fc.Arbitrary<Target> = fc.record({ pick: fc.nat({ max: 100 }), id: fc.constant(id) });
export const condition: fc.Arbitrary<Omit<Conditional, 'block'>> = fc.record({
  variable,
  equals: fc.integer({ min: 0, max: 2 }),
});

export function user(): Block {
  return { kind: 'user', id, boundaries: [] };
}
