/** Sums and statistics over a list, or over the arguments themselves (DMN 1.5 §10.3.4.4). */
import { DaysDuration, Decimal, MonthsDuration, type Value } from '../../../value.ts';
import { ANY, joinTypes, listOf, NUMBER, type Type } from '../../types.ts';
import { finite, OPERATIONS } from '../arithmetic.ts';
import { compare } from '../order.ts';
import { note, type Run, spend } from '../run.ts';
import { type BuiltIn, defineBuiltIn, type Overload, overload, parameter, rest } from './define.ts';

export const min = overItems('min', itemType, (items, run) => extreme(items, -1, run));
export const max = overItems('max', itemType, (items, run) => extreme(items, 1, run));

/** Of numbers or durations of one kind. */
export const sum = overItems('sum', itemType, total);

export const mean = overItems('mean', itemType, (items, run) => {
  const all = total(items, run);
  return all === null ? null : (OPERATIONS['/'](all, new Decimal(items.length), run) ?? null);
});

export const product = overNumbers('product', (numbers) =>
  finite(numbers.reduce((all, one) => all.times(one), new Decimal(1))),
);

export const median = overNumbers('median', (numbers) => {
  const sorted = numbers.toSorted((a, b) => a.cmp(b));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : sorted[middle - 1]!.plus(sorted[middle]!).div(2);
});

/** Of a sample: divided by one less than the count; null for fewer than two numbers. */
export const stddev = overNumbers('stddev', (numbers) => {
  if (numbers.length < 2) return null;
  const average = numbers.reduce((all, one) => all.plus(one), new Decimal(0)).div(numbers.length);
  const squares = numbers.map((one) => one.minus(average).pow(2));
  return finite(
    squares
      .reduce((all, one) => all.plus(one))
      .div(numbers.length - 1)
      .sqrt(),
  );
});

/** All the most frequent numbers, ascending; of nothing, nothing. */
export const mode = defineBuiltIn(
  'mode',
  ...overloads(listOf(NUMBER), (items, run) => {
    const numbers = numbersOf(items);
    if (!numbers) return note(run, 'mode: an item is no number.');
    const counts = new Map<string, { number: Decimal; times: number }>();
    for (const number of numbers) {
      const entry = counts.get(number.toString()) ?? { number, times: 0 };
      counts.set(number.toString(), { number: entry.number, times: entry.times + 1 });
    }
    const most = Math.max(0, ...[...counts.values()].map(({ times }) => times));
    const modes = [...counts.values()].filter(({ times }) => times === most).map(({ number }) => number);
    return modes.toSorted((a, b) => a.cmp(b));
  }),
);

// helpers //////////

/** `f(list)` and `f(a, b, c)`. */
function overloads(
  result: Overload['result'],
  over: (items: readonly Value[], run: Run) => Value,
): Overload[] {
  const spending = (items: readonly Value[], run: Run): Value => {
    spend(run, items.length >> 1);
    return over(items, run);
  };
  return [
    overload<readonly [Value[]]>([parameter('list', listOf(ANY))], result, ([list], run) =>
      spending(list, run),
    ),
    overload([rest('list')], result, spending),
  ];
}

function overItems(
  name: string,
  result: Overload['result'],
  over: (items: readonly Value[], run: Run) => Value,
): BuiltIn {
  return defineBuiltIn(
    name,
    ...overloads(
      result,
      (items, run) => over(items, run) ?? note(run, `${name}: there is no result for these items.`),
    ),
  );
}

/** Over numbers only; of nothing there is no result. */
function overNumbers(name: string, over: (numbers: readonly Decimal[]) => Value): BuiltIn {
  return overItems(name, NUMBER, (items) => {
    const numbers = numbersOf(items);
    return numbers && numbers.length > 0 ? over(numbers) : null;
  });
}

function numbersOf(items: readonly Value[]): Decimal[] | null {
  return items.every((item) => item instanceof Decimal) ? (items as Decimal[]) : null;
}

function itemType(args: readonly Type[]): Type {
  const types = args.map((type) => (args.length === 1 && type.kind === 'list' ? type.of : type));
  return types.reduce(joinTypes);
}

/** The item furthest in one direction; null where one has no order with the others. */
function extreme(items: readonly Value[], direction: 1 | -1, run: Run): Value {
  let best: Value = items[0] ?? null;
  for (const item of items) {
    const order = compare(item, best, run.env);
    if (order === null) return null;
    if (order * direction > 0) best = item;
  }
  return best;
}

/** null for nothing, and where the items are not numbers or durations of one kind. */
function total(items: readonly Value[], run: Run): Value {
  let all: Value = null;
  for (const item of items) {
    if (!(item instanceof Decimal || item instanceof DaysDuration || item instanceof MonthsDuration))
      return null;
    all = all === null ? item : (OPERATIONS['+'](all, item, run) ?? null);
    if (all === null) return null;
  }
  return all;
}
