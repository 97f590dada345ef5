/** A comparison's two sides in one family; a literal takes the type of the column beside it, so that an index can serve. */

import type { Node } from '../expression.ts';
import type { Said } from '../said.ts';
import { castBeside } from './family.ts';
import { NotSql } from './feel-reading.ts';
import { FILTER_SENTENCES, say } from './filter-sentences.ts';
import type { Scalar } from './nodes.ts';
import { familyOfScalar } from './scalar-family.ts';

export function agreeing(left: Scalar, right: Scalar, leftNode: Node, rightNode: Node): [Scalar, Scalar] {
  const [a, b] = [familyOfScalar(left), familyOfScalar(right)];
  if (a !== b) {
    const wrong = right.kind === 'value' ? rightNode : leftNode;
    throw new NotSql(
      wrong,
      say('filter_comparison', { left: familySaid(a), right: familySaid(b) }),
      say('do_one_kind'),
    );
  }
  return [beside(left, right), beside(right, left)];
}

// helpers //////////

function familySaid(family: string): Said | string {
  const code = `family_${family}`;
  return code in FILTER_SENTENCES ? say(code as keyof typeof FILTER_SENTENCES) : family;
}

function beside(scalar: Scalar, other: Scalar): Scalar {
  if (scalar.kind !== 'value' || other.kind !== 'place' || !other.place.column) return scalar;
  return { ...scalar, sql: castBeside(other.place.column.sql, scalar.value) };
}
