/**
 * How points and ranges lie to one another (DMN 1.5 §10.3.4.10, table 78): before, meets, overlaps, includes … Each is
 * written for two ranges with a point being a range of itself where the table allows it; an open end has no relation.
 */
import { Range, type Value } from '../../../value.ts';
import { ANY, BOOLEAN, rangeOf } from '../../types.ts';
import { compare } from '../order.ts';
import { note, type Run } from '../run.ts';
import { type BuiltIn, defineBuiltIn, type Overload, overload, parameter } from './define.ts';

/** Two bounds set beside each other: negative, zero, positive. */
interface Sides {
  readonly a: Range;
  readonly b: Range;
  /** a's start to b's start, a's start to b's end, a's end to b's start, a's end to b's end. */
  readonly ss: number;
  readonly se: number;
  readonly es: number;
  readonly ee: number;
}

type Relation = (sides: Sides) => boolean;
type Forms = readonly ('point point' | 'point range' | 'range point' | 'range range')[];

const RANGE = rangeOf(ANY);

const isBefore: Relation = ({ a, b, es }) => es < 0 || (es === 0 && !(a.endIncluded && b.startIncluded));
const doesMeet: Relation = ({ a, b, es }) => es === 0 && a.endIncluded && b.startIncluded;
const startsBefore: Relation = ({ a, b, ss }) => ss < 0 || (ss === 0 && a.startIncluded && !b.startIncluded);
const startsNotAfter: Relation = ({ a, b, ss }) =>
  ss < 0 || (ss === 0 && (a.startIncluded || !b.startIncluded));
const startsNotBefore: Relation = ({ a, b, ss }) =>
  ss > 0 || (ss === 0 && (!a.startIncluded || b.startIncluded));
const endsNotAfter: Relation = ({ a, b, ee }) => ee < 0 || (ee === 0 && (!a.endIncluded || b.endIncluded));
const endsNotBefore: Relation = ({ a, b, ee }) => ee > 0 || (ee === 0 && (a.endIncluded || !b.endIncluded));
const reaches: Relation = ({ a, b, es }) => es > 0 || (es === 0 && a.endIncluded && b.startIncluded);
const isReached: Relation = ({ a, b, se }) => se < 0 || (se === 0 && a.startIncluded && b.endIncluded);
const sameStart: Relation = ({ a, b, ss }) => ss === 0 && a.startIncluded === b.startIncluded;
const sameEnd: Relation = ({ a, b, ee }) => ee === 0 && a.endIncluded === b.endIncluded;

const overlapsBeforeOf: Relation = (sides) => startsBefore(sides) && reaches(sides) && endsNotAfter(sides);
const finishesOf: Relation = (sides) => sameEnd(sides) && startsNotBefore(sides);
const startsOf: Relation = (sides) => sameStart(sides) && endsNotAfter(sides);
const includesOf: Relation = (sides) => startsNotAfter(sides) && endsNotBefore(sides);

const ALL: Forms = ['range range', 'point range', 'range point', 'point point'];
const RANGES: Forms = ['range range'];

export const before = relation('before', ALL, isBefore);
export const after = relation('after', ALL, swapped(isBefore));
export const meets = relation('meets', RANGES, doesMeet);
export const metBy = relation('met by', RANGES, swapped(doesMeet));
export const overlaps = relation('overlaps', RANGES, (sides) => reaches(sides) && isReached(sides));
export const overlapsBefore = relation('overlaps before', RANGES, overlapsBeforeOf);
export const overlapsAfter = relation('overlaps after', RANGES, swapped(overlapsBeforeOf));
export const finishes = relation('finishes', ['range range', 'point range'], finishesOf);
export const finishedBy = relation('finished by', ['range range', 'range point'], swapped(finishesOf));
export const includes = relation('includes', ['range range', 'range point'], includesOf);
export const during = relation('during', ['range range', 'point range'], swapped(includesOf));
export const starts = relation('starts', ['range range', 'point range'], startsOf);
export const startedBy = relation('started by', ['range range', 'range point'], swapped(startsOf));
export const coincides = relation(
  'coincides',
  ['range range', 'point point'],
  (sides) => sameStart(sides) && sameEnd(sides),
);

// helpers //////////

function relation(name: string, forms: Forms, holds: Relation): BuiltIn {
  return defineBuiltIn(name, ...forms.map((form) => relationOverload(name, form, holds)));
}

function relationOverload(name: string, form: Forms[number], holds: Relation): Overload {
  const [first, second] = form.split(' ') as [string, string];
  const names = first === second ? [`${first}1`, `${second}2`] : [first, second];
  const parameters = [first, second].map((kind, index) =>
    parameter(names[index]!, kind === 'range' ? RANGE : ANY),
  );
  return overload<readonly [Value, Value]>(parameters, BOOLEAN, ([left, right], run) => {
    const sides = sidesOf(asRange(left), asRange(right), run);
    return sides ? holds(sides) : note(run, `${name}: the two have no order.`);
  });
}

function swapped(holds: Relation): Relation {
  return ({ a, b, ss, se, es, ee }) => holds({ a: b, b: a, ss: -ss, se: -es, es: -se, ee: -ee });
}

/** A point is the range from it to it. */
function asRange(value: Value): Range {
  return value instanceof Range ? value : new Range(value, value, true, true);
}

function sidesOf(a: Range, b: Range, run: Run): Sides | null {
  const ss = compare(a.start, b.start, run.env);
  const se = compare(a.start, b.end, run.env);
  const es = compare(a.end, b.start, run.env);
  const ee = compare(a.end, b.end, run.env);
  if (ss === null || se === null || es === null || ee === null) return null;
  return { a, b, ss, se, es, ee };
}
