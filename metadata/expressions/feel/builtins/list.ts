/** Lists (DMN 1.5 §10.3.4.4). Positions begin at 1; negative ones count from the end. Lists are never changed, always copied. */
import { Decimal, type FeelFunction, numberOf, type Value } from '../../../value.ts';
import { ANY, BOOLEAN, functionOf, joinTypes, listOf, NUMBER, type Type } from '../../types.ts';
import { callValue } from '../call-value.ts';
import { equal } from '../equality.ts';
import { descend, note, type Run, spend } from '../run.ts';
import { numberText } from '../text.ts';
import { type BuiltInParameter, defineBuiltIn, nullable, overload, parameter, rest } from './define.ts';

const LIST = parameter('list', listOf(ANY));
const POSITION = parameter('position', NUMBER);

/** The result is a list like the first argument. */
const sameList = (args: readonly Type[]): Type => (args[0]?.kind === 'list' ? args[0] : listOf(ANY));

export const listContains = defineBuiltIn(
  'list contains',
  overload<readonly [Value[], Value]>([LIST, nullable('element')], BOOLEAN, ([list, element], run) => {
    spend(run, list.length >> 3);
    return list.some((item) => equal(item, element, run) === true);
  }),
);

export const count = defineBuiltIn(
  'count',
  overload<readonly [Value[]]>([LIST], NUMBER, ([list]) => numberOf(list.length)),
);

export const sublist = defineBuiltIn(
  'sublist',
  overload<readonly [Value[], Decimal]>(
    [LIST, parameter('start position', NUMBER)],
    sameList,
    ([list, start], run) => slice(list, start, null, run),
  ),
  overload<readonly [Value[], Decimal, Decimal]>(
    [LIST, parameter('start position', NUMBER), parameter('length', NUMBER)],
    sameList,
    ([list, start, length], run) => slice(list, start, length, run),
  ),
);

export const append = defineBuiltIn(
  'append',
  overload<readonly [Value[], ...Value[]]>([LIST, rest('item')], listOf(ANY), ([list, ...items], run) =>
    copied(run, [...list, ...items]),
  ),
);

export const concatenate = defineBuiltIn(
  'concatenate',
  overload<readonly Value[][]>([strictRest('list')], joined, (lists, run) => concat(lists, run)),
);

export const insertBefore = defineBuiltIn(
  'insert before',
  overload<readonly [Value[], Decimal, Value]>(
    [LIST, POSITION, nullable('newItem')],
    listOf(ANY),
    ([list, position, item], run) => at(list, position, run, (index) => list.toSpliced(index, 0, item)),
  ),
);

export const remove = defineBuiltIn(
  'remove',
  overload<readonly [Value[], Decimal]>([LIST, POSITION], sameList, ([list, position], run) =>
    at(list, position, run, (index) => list.toSpliced(index, 1)),
  ),
);

export const listReplace = defineBuiltIn(
  'list replace',
  overload<readonly [Value[], Decimal, Value]>(
    [LIST, POSITION, nullable('newItem')],
    listOf(ANY),
    ([list, position, item], run) => at(list, position, run, (index) => list.with(index, item)),
  ),
  overload<readonly [Value[], FeelFunction, Value]>(
    [LIST, parameter('match', functionOf(null, ANY)), nullable('newItem')],
    listOf(ANY),
    ([list, match, newItem], run) => replaceMatches(list, match, newItem, run),
  ),
);

export const reverse = defineBuiltIn(
  'reverse',
  overload<readonly [Value[]]>([LIST], sameList, ([list], run) => copied(run, list.toReversed())),
);

export const indexOf = defineBuiltIn(
  'index of',
  overload<readonly [Value[], Value]>([LIST, nullable('match')], listOf(NUMBER), ([list, match], run) => {
    spend(run, list.length >> 3);
    return list.flatMap((item, index) => (equal(item, match, run) === true ? [numberOf(index + 1)] : []));
  }),
);

export const union = defineBuiltIn(
  'union',
  overload<readonly Value[][]>([strictRest('list')], joined, (lists, run) =>
    distinct(concat(lists, run), run),
  ),
);

export const distinctValues = defineBuiltIn(
  'distinct values',
  overload<readonly [Value[]]>([LIST], sameList, ([list], run) => distinct(list, run)),
);

export const flatten = defineBuiltIn(
  'flatten',
  overload<readonly [Value[]]>([LIST], listOf(ANY), ([list], run) => {
    const flat: Value[] = [];
    flattenInto(flat, list, run);
    return flat;
  }),
);

// helpers //////////

/** Any number of lists, none of them null. */
function strictRest(name: string): BuiltInParameter {
  return { ...rest(name, listOf(ANY)), nullable: false };
}

function joined(args: readonly Type[]): Type {
  const types = args.map((type) => (type.kind === 'list' ? type.of : type));
  return listOf(types.length > 0 ? types.reduce(joinTypes) : ANY);
}

function copied(run: Run, list: Value[]): Value[] {
  spend(run, list.length >> 2);
  return list;
}

function concat(lists: readonly (readonly Value[])[], run: Run): Value[] {
  for (const list of lists) spend(run, list.length >> 2);
  return lists.flat(1) as Value[];
}

/** The index of a position that is in the list, or null with a note. */
function at(list: readonly Value[], position: Decimal, run: Run, use: (index: number) => Value[]): Value {
  const whole = position.trunc().toNumber();
  const index = whole > 0 ? whole - 1 : list.length + whole;
  if (whole === 0 || index < 0 || index >= list.length) {
    return note(run, `There is no position ${whole} in a list of ${list.length}.`);
  }
  return copied(run, use(index));
}

function slice(list: readonly Value[], start: Decimal, length: Decimal | null, run: Run): Value {
  const from = start.trunc().toNumber();
  if (from === 0 || Math.abs(from) > list.length) {
    return note(run, `There is no position ${from} in a list of ${list.length}.`);
  }
  const first = from > 0 ? from - 1 : list.length + from;
  const size = length === null ? list.length - first : length.trunc().toNumber();
  if (size < (length === null ? 0 : 1) || first + size > list.length) {
    return note(run, `A list of ${list.length} has no ${size} items from position ${from}.`);
  }
  return copied(run, list.slice(first, first + size));
}

function replaceMatches(list: readonly Value[], match: FeelFunction, newItem: Value, run: Run): Value {
  if (match.parameters !== null && match.parameters.length !== 2) {
    return note(run, 'list replace: the function must take two arguments, the item and the new item.');
  }
  const replaced: Value[] = [];
  for (const item of list) {
    const result = callValue(match, [item, newItem], run);
    if (typeof result !== 'boolean') return note(run, 'list replace: the function must give true or false.');
    replaced.push(result ? newItem : item);
  }
  return replaced;
}

function distinct(list: readonly Value[], run: Run): Value[] {
  const kept: Value[] = [];
  // What has a text of its own needs no search among what was kept.
  const texts = new Set<string>();
  const others: Value[] = [];
  for (const item of list) {
    const text = typeof item === 'string' ? `"${item}` : item instanceof Decimal ? numberText(item) : null;
    if (text !== null) {
      if (texts.has(text)) continue;
      texts.add(text);
    } else {
      spend(run, 1 + (others.length >> 3));
      if (others.some((other) => equal(item, other, run) === true)) continue;
      others.push(item);
    }
    kept.push(item);
  }
  return kept;
}

function flattenInto(flat: Value[], list: readonly Value[], run: Run): void {
  spend(run, list.length);
  for (const item of list) {
    if (Array.isArray(item)) descend(run, 2, () => flattenInto(flat, item, run));
    else flat.push(item);
  }
}
