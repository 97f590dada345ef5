/** The type of a sum, product and so on, as far as the operands' types tell; the twin of `arithmetic.ts` for checking. */
import type { ArithmeticOperator } from '../feel-ast.ts';
import { ANY, DAYS_DURATION, type Kind, NUMBER, plainKind, STRING, type Type } from '../types.ts';

const DAYS = 'days and time duration';
const MONTHS = 'years and months duration';
const MOMENTS: readonly Kind[] = ['date', 'time', 'date and time'];

/** null where the operator certainly does not go with the operands. */
export function arithmeticType(operator: ArithmeticOperator, left: Type, right: Type): Type | null {
  const [a, b] = [plainKind(left), plainKind(right)];
  if (a === 'any' || b === 'any' || a === 'null' || b === 'null') return guess(operator, left, right);
  if (a === 'number' && b === 'number') return NUMBER;
  if (operator === '+') return sum(a, b, left, right);
  if (operator === '-') return difference(a, b, left);
  if (operator === '*') return product(a, b, left, right);
  return operator === '/' ? quotient(a, b, left) : null;
}

// helpers //////////

/** One side is unknown: a number multiplied or raised is still a number at best, but it may be a duration. */
function guess(operator: ArithmeticOperator, left: Type, right: Type): Type {
  if (operator === '**') return NUMBER;
  if (operator === '+' && (plainKind(left) === 'string' || plainKind(right) === 'string')) return STRING;
  return ANY;
}

function sum(a: Kind, b: Kind, left: Type, right: Type): Type | null {
  if (a === 'string' && b === 'string') return STRING;
  if (a === b && isDuration(a)) return left;
  if (isDuration(b)) return shifted(a, b, left);
  return isDuration(a) ? shifted(b, a, right) : null;
}

function difference(a: Kind, b: Kind, left: Type): Type | null {
  if (a === b && isDuration(a)) return left;
  if (isDuration(b)) return shifted(a, b, left);
  if (a === 'time' || b === 'time') return a === b ? DAYS_DURATION : null;
  return MOMENTS.includes(a) && MOMENTS.includes(b) ? DAYS_DURATION : null;
}

function product(a: Kind, b: Kind, left: Type, right: Type): Type | null {
  if (a === 'number' && isDuration(b)) return right;
  return isDuration(a) && b === 'number' ? left : null;
}

function quotient(a: Kind, b: Kind, left: Type): Type | null {
  if (isDuration(a) && b === 'number') return left;
  return a === b && isDuration(a) ? NUMBER : null;
}

/** A time of day has no months to add. */
function shifted(moment: Kind, duration: Kind, type: Type): Type | null {
  if (!MOMENTS.includes(moment)) return null;
  return moment === 'time' && duration === MONTHS ? null : type;
}

function isDuration(kind: Kind): boolean {
  return kind === DAYS || kind === MONTHS;
}
