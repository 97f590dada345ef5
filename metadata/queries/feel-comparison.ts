/** A comparison's two sides in one family; a literal takes the type of the column beside it, so that an index can serve. */
import type { Node } from '../expression.ts';
import { castBeside } from './family.ts';
import { NotSql } from './feel-reading.ts';
import type { Scalar } from './nodes.ts';
import { familyOfScalar } from './scalar-family.ts';

export function agreeing(left: Scalar, right: Scalar, leftNode: Node, rightNode: Node): [Scalar, Scalar] {
  const [a, b] = [familyOfScalar(left), familyOfScalar(right)];
  if (a !== b) {
    const wrong = right.kind === 'value' ? rightNode : leftNode;
    throw new NotSql(
      wrong,
      `a comparison of ${FAMILY_WORDS[a] ?? a} with ${FAMILY_WORDS[b] ?? b}`,
      'both sides must be of one kind',
    );
  }
  return [beside(left, right), beside(right, left)];
}

// helpers //////////

const FAMILY_WORDS: Readonly<Record<string, string>> = {
  uuid: 'a record',
  text: 'text',
  number: 'a number',
  date: 'a date',
  instant: 'a date and time',
  time: 'a time',
  boolean: 'yes or no',
  list: 'a list',
  json: 'data',
};

function beside(scalar: Scalar, other: Scalar): Scalar {
  if (scalar.kind !== 'value' || other.kind !== 'place' || !other.place.column) return scalar;
  return { ...scalar, sql: castBeside(other.place.column.sql, scalar.value) };
}
