/**
 * `range("[18..21)")` (DMN 1.5 §10.3.4.1): the text of a range whose bounds are literals, or dates and the like made from
 * literals. Bounds must be of one kind and in order; a range without any bound is none.
 */
import { Range, type Value } from '../../value.ts';
import type { Node } from '../feel-ast.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporal-text.ts';
import { negate } from './arithmetic.ts';
import { UNKNOWN } from './meanings.ts';
import { compare } from './order.ts';
import { parse } from './parse.ts';
import type { Run } from './run.ts';
import type { NameScope } from './scopes.ts';

/** The functions that may make a bound from a text. */
const MAKERS: Readonly<Record<string, (text: string) => Value>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};

const SCOPE: NameScope = {
  kind: 'root',
  known: {
    names: {},
    open: false,
    wordyNames: false,
    functions: {},
    calendars: null,
    types: {},
    fieldsOf: () => null,
    builtins: MAKERS,
  },
};

/** null where the text is no such range. */
export function rangeOfText(text: string, run: Run): Range | null {
  const parsed = parse(text, 'expression', SCOPE, () => UNKNOWN);
  if (!parsed.ok || parsed.node.kind !== 'range') return null;
  const { low, high, lowIncluded, highIncluded } = parsed.node;
  const [start, end] = [literalOf(low), literalOf(high)];
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  if (start !== null && end !== null) {
    const order = compare(start, end, run.env);
    if (order === null || order > 0 || start.constructor !== end.constructor) return null;
  }
  return new Range(start, end, lowIncluded && start !== null, highIncluded && end !== null);
}

// helpers //////////

/** undefined for anything but a literal. */
function literalOf(node: Node): Value | undefined {
  switch (node.kind) {
    case 'null':
      return null;
    case 'number':
    case 'string':
    case 'temporal':
      return node.value;
    case 'negation':
      return negate(literalOf(node.operand) ?? null);
    case 'call':
      return madeBy(node);
    default:
      return undefined;
  }
}

function madeBy({ callee, arguments: args }: Extract<Node, { kind: 'call' }>): Value | undefined {
  const [argument] = args;
  if (callee.kind !== 'name' || args.length !== 1 || argument?.kind !== 'string') return undefined;
  const make = Object.hasOwn(MAKERS, callee.name) ? MAKERS[callee.name] : undefined;
  return make?.(argument.value) ?? undefined;
}
