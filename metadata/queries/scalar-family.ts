/** The family a value of a filter belongs to: both sides of a comparison must be of one. */
import { familyOf } from './family.ts';
import type { Scalar } from './nodes.ts';

/** `text` for a title. */
export function familyOfScalar(scalar: Scalar): string {
  return FAMILIES[scalar.kind](scalar as never);
}

// helpers //////////

const FAMILIES: { readonly [K in Scalar['kind']]: (scalar: Extract<Scalar, { kind: K }>) => string } = {
  place: ({ place }) => (place.column ? familyOf(place.column.sql) : 'text'),
  value: ({ sql }) => familyOf(sql),
  me: () => 'uuid',
  now: () => 'instant',
  today: ({ as }) => as,
  arithmetic: () => 'number',
  stage: ({ attribute }) => (attribute === 'probability' ? 'number' : 'text'),
  text: () => 'text',
};
