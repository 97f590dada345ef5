/** Whether a value lies in a range (DMN 1.5 §10.3.2.7); null where its bounds and the value have no order. */
import { Range, type RangeOperator, type Value } from '../../value.ts';
import { equal } from './equality.ts';
import { compare } from './order.ts';
import type { Run } from './run.ts';

export function rangeContains(range: Range, value: Value, run: Run): boolean | null {
  const { start, end, operator } = range;
  if (operator === '=' || operator === '!=') {
    const same = equal(value, start, run);
    return same === null ? null : same === (operator === '=');
  }
  // An open end is null; a range without any bound holds nothing that could be said.
  if (start === null && end === null) return null;
  const above = start === null ? true : isAbove(value, start, range.startIncluded, run);
  const below = end === null ? true : isBelow(value, end, range.endIncluded, run);
  if (above === null || below === null) return null;
  return above && below;
}

/** The range of `(< 5)`. */
export function openRange(operator: RangeOperator, bound: Value): Range {
  if (operator === '<' || operator === '<=')
    return new Range(null, bound, false, operator === '<=', operator);
  if (operator === '>' || operator === '>=')
    return new Range(bound, null, operator === '>=', false, operator);
  return new Range(bound, bound, operator === '=', operator === '=', operator);
}

// helpers //////////

function isAbove(value: Value, bound: Value, included: boolean, run: Run): boolean | null {
  const order = compare(value, bound, run.env);
  return order === null ? null : included ? order >= 0 : order > 0;
}

function isBelow(value: Value, bound: Value, included: boolean, run: Run): boolean | null {
  const order = compare(value, bound, run.env);
  return order === null ? null : included ? order <= 0 : order < 0;
}
