/** Activities with events on them, and those that have others in them. */
import fc from 'fast-check';
import type { Block, BlockOf } from '../block.ts';
import { boundaries, ON_SCOPE, ON_WORK, ON_WORKER } from './boundaries.ts';
import { amount, type Body, condition, id, type Place, user } from './place.ts';

export function activities(depth: number, place: Place, body: Body): fc.Arbitrary<Block> {
  return fc.oneof(
    boundaries(depth, place, ON_WORK, body).map((on): Block => ({ kind: 'user', id, boundaries: on })),
    boundaries(depth, place, ON_WORKER, body).map((on): Block => ({ kind: 'external', id, boundaries: on })),
  );
}

export function scopes(depth: number, place: Place, body: Body): fc.Arbitrary<Block> {
  const within = { ...place, cancel: false, compensate: true };
  const bounds = boundaries(depth, place, ON_SCOPE, body);
  return fc.oneof(
    fc.record({
      kind: fc.constant('scope' as const),
      id: fc.constant(id),
      block: body(depth, within),
      boundaries: bounds,
      handlers: fc.oneof(
        fc.constant([]),
        boundaries(depth, { ...within, compensate: false }, ON_SCOPE, body),
      ),
      undo: place.adds ? fc.option(amount) : fc.constant(null),
    }),
    adHoc(depth, within, body),
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
      enough: fc.option(fc.integer({ min: 1, max: 2 })),
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

// helpers //////////

/** Only activities may stand in it, no events (10.3.6). */
function adHoc(depth: number, place: Place, body: Body): fc.Arbitrary<Block> {
  const inside = fc.record({
    kind: fc.constant('scope' as const),
    id: fc.constant(id),
    block: body(Math.min(depth, 1), place),
    boundaries: fc.constant([]),
    handlers: fc.constant([]),
    undo: fc.constant(null),
  });
  const adds = fc.record({ kind: fc.constantFrom('add' as const, 'later'), id: fc.constant(id), amount });
  const until: fc.Arbitrary<BlockOf<'adHoc'>['until']> = fc.option(condition);
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
