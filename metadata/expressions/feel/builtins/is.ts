/** `is(value1, value2)` (DMN 1.5 §10.3.4.7): the same value of the same kind; an offset is not a zone, P0Y not P0D. */
import { FeelDateTime, FeelTime, typeName, type Value, type Zone } from '../../../value.ts';
import { BOOLEAN } from '../../types.ts';
import { equal } from '../equality.ts';
import type { Run } from '../run.ts';
import { defineBuiltIn, optional, overload } from './define.ts';

export const is = defineBuiltIn(
  'is',
  overload<readonly [Value, Value]>([optional('value1'), optional('value2')], BOOLEAN, ([a, b], run) =>
    same(a, b, run),
  ),
);

// helpers //////////

function same(a: Value, b: Value, run: Run): boolean {
  if (typeName(a) !== typeName(b)) return false;
  if (a instanceof FeelTime && b instanceof FeelTime) return sameTime(a, b);
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    return equal(a.date, b.date, run) === true && sameTime(a.time, b.time);
  }
  return equal(a, b, run) === true;
}

function sameTime(a: FeelTime, b: FeelTime): boolean {
  const clock = a.hour === b.hour && a.minute === b.minute && a.second === b.second && a.nano === b.nano;
  return clock && sameZone(a.zone, b.zone);
}

function sameZone(a: Zone, b: Zone): boolean {
  if (a === null || b === null) return a === b;
  if ('id' in a) return 'id' in b && a.id === b.id;
  return 'offset' in b && a.offset === b.offset;
}
