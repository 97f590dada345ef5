/**
 * What a sum over children becomes by a change of some of them, told from their values before and after: a parent with 100,000
 * children costs as much as one with ten. Where that would not be exact it is said, and the children are read anew. The write path
 * asks while it holds the parent.
 */
import type { Node } from './expression.ts';
import { familyOf } from './queries/family.ts';
import type { Column, Entity, Field } from './registry/model.ts';
import { Decimal, isDecimal, type Json } from './value.ts';

/** Values of the summed field of the children that counted before and of those that count now; null where it is empty. */
export interface Counted {
  readonly gone: readonly Json[];
  readonly come: readonly Json[];
}

export interface Figure {
  readonly figure: Decimal;
  /** Of amounts. */
  readonly currency: string | undefined;
}

/**
 * Whether differences of this rollup can be exact: a count, sum, smallest or largest number that fits its field without being
 * rounded, over a condition that reads nothing but the child itself. Means are not: what they are the mean of is not kept.
 */
export function isDifferential(field: Field, child: Entity): boolean {
  const { rollup } = field;
  if (!rollup || rollup.aggregate === 'avg') return false;
  if (rollup.where?.ast && !readsOnlyItself(rollup.where.ast, child)) return false;
  if (rollup.field === null) return true;
  const from = digitsOf(child.fields.get(rollup.field)?.columns[0]);
  const to = digitsOf(field.columns[0]);
  return from !== null && to !== null && from.scale <= to.scale;
}

/**
 * @param value the rollup as it stands, in normal form
 * @param summed the field of the children; null for a count
 * @returns null where the children must be read: nothing is known yet, amounts are of several currencies, or the smallest or
 *   largest of them is gone
 */
export function byDifference(
  field: Field,
  summed: Field | null,
  value: Json,
  counted: Counted,
): Figure | null {
  const before = value === null ? null : numberIn(field, value);
  if (!before) return null;
  const aggregate = field.rollup!.aggregate;
  if (aggregate === 'count' || summed === null)
    return {
      figure: new Decimal(before.plus(counted.come.length - counted.gone.length)),
      currency: undefined,
    };
  const gone = numbersIn(summed, counted.gone);
  const come = numbersIn(summed, counted.come);
  if (!gone || !come) return null;
  const amounts = summed.columns.some(({ suffix }) => suffix === 'currency');
  const currency = amounts ? currencyOf(value) : undefined;
  const other = (of: Json) => of !== null && currencyOf(of) !== currency;
  if (amounts && [...counted.gone, ...counted.come].some(other)) return null;
  const figure =
    aggregate === 'sum'
      ? total(come).minus(total(gone)).plus(before)
      : beyond(aggregate === 'max' ? 1 : -1, before, gone, come);
  // No amount may be left, and with it no currency.
  if (!figure || (amounts && gone.length > 0 && figure.isZero())) return null;
  return { figure: new Decimal(figure), currency };
}

// helpers //////////

/** FEEL's numbers keep 34 digits; columns that hold more are read by the database, which sums them exactly. */
const MOST_DIGITS = 34;
const Exact = Decimal.clone({ precision: 3 * MOST_DIGITS });

/** Digits of a column that keeps exact numbers. */
function digitsOf(column: Column | undefined): { readonly scale: number } | null {
  if (!column || familyOf(column.sql) !== 'number') return null;
  const numeric = /^numeric\((\d+),(\d+)\)$/.exec(column.sql);
  if (!numeric) return column.sql.startsWith('numeric') ? null : { scale: 0 };
  return Number(numeric[1]) <= MOST_DIGITS ? { scale: Number(numeric[2]) } : null;
}

/** Comparisons of the child's own numbers, texts and yes or no with what is written there: those are alike in SQL and here. */
function readsOnlyItself(node: Node, child: Entity): boolean {
  if (node.kind === 'logic') return node.operands.every((operand) => readsOnlyItself(operand, child));
  if (node.kind === 'name') return familyIn(child, node.name) === 'boolean';
  if (node.kind !== 'comparison') return false;
  const { operator, left, right } = node;
  if (left.kind !== 'name') return false;
  const family = familyIn(child, left.name);
  if (family === 'number' && right.kind === 'number') return true;
  // Which of two texts is the smaller depends on the language.
  if (operator !== '=' && operator !== '!=') return false;
  if (right.kind === 'null') return family !== null && LITERALS.has(family);
  return family !== null && LITERALS.get(family) === right.kind;
}

/** Kinds of literals by the family of the column they are compared with. */
const LITERALS: ReadonlyMap<string, Node['kind']> = new Map([
  ['number', 'number'],
  ['text', 'string'],
  ['boolean', 'boolean'],
]);

function familyIn(child: Entity, key: string): string | null {
  const field = child.fields.get(key);
  if (!field || field.type.sealed) return null;
  return field.columns[0] ? familyOf(field.columns[0].sql) : null;
}

function numberIn(field: Field, value: Json): Decimal | null {
  const number = field.type.toFeel(value, field);
  return isDecimal(number) ? new Exact(number) : null;
}

/** The numbers among them; null where one is none. */
function numbersIn(field: Field, values: readonly Json[]): Decimal[] | null {
  const numbers = values.flatMap((value) => (value === null ? [] : [numberIn(field, value)]));
  return numbers.includes(null) ? null : (numbers as Decimal[]);
}

function total(numbers: readonly Decimal[]): Decimal {
  return numbers.reduce((sum, number) => sum.plus(number), new Exact(0));
}

/** The largest (1) or smallest (-1) of all: not known where it was among those that are gone and none that came is beyond it. */
function beyond(
  way: 1 | -1,
  before: Decimal,
  gone: readonly Decimal[],
  come: readonly Decimal[],
): Decimal | null {
  const first = come.reduce<Decimal | null>(
    (most, number) => (most && most.comparedTo(number) * way >= 0 ? most : number),
    null,
  );
  if (first && first.comparedTo(before) * way >= 0) return first;
  return gone.some((number) => number.comparedTo(before) * way >= 0) ? null : before;
}

function currencyOf(value: Json): string | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value.currency as string | undefined)
    : undefined;
}
