/**
 * Operators by precedence (DMN 1.5 §10.3.1.2, rules 2–7 and 49–52): or, and, comparisons, sums, products, powers,
 * negation, `instance of`; then what stands behind an operand. Operators of one level group to the left, powers too.
 */
import type { ArithmeticOperator, ComparisonOperator, Node } from '../../feel-ast.ts';
import { make, nest, type Parser } from '../parser.ts';
import { parseInBrackets, parseTest } from './brackets.ts';
import { parseOperand, parseTail } from './operand.ts';
import { parseType } from './type.ts';

const OR = 1;
const AND = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const POWER = 6;

const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '=', '<', '>'];
const ARITHMETIC: readonly [ArithmeticOperator, number][] = [
  ['**', POWER],
  ['*', PRODUCT],
  ['/', PRODUCT],
  ['+', SUM],
  ['-', SUM],
];

export function parseExpression(parser: Parser): Node {
  const { endpoint } = parser;
  parser.endpoint = false;
  const node = nest(parser, () => parseOperators(parser, OR));
  parser.endpoint = endpoint;
  return node;
}

export function parseSum(parser: Parser): Node {
  return nest(parser, () => parseOperators(parser, SUM));
}

/** An expression whose operators bind at least as `level` does. */
function parseOperators(parser: Parser, level: number): Node {
  const start = parser.reader.at;
  return parseBehind(parser, start, parseNegation(parser), level);
}

/** The operators behind `left`. */
function parseBehind(parser: Parser, start: number, left: Node, level: number): Node {
  let node = left;
  for (;;) {
    const next = parseOperator(parser, start, node, level);
    if (!next) return node;
    node = next;
  }
}

function parseOperator(parser: Parser, start: number, left: Node, level: number): Node | null {
  const { reader } = parser;
  if (level <= OR && reader.seesWord('or')) return parseLogic(parser, start, left, 'or', AND);
  if (level <= AND && reader.seesWord('and')) return parseLogic(parser, start, left, 'and', COMPARISON);
  if (level <= COMPARISON) {
    const comparison = parseComparison(parser, start, left);
    if (comparison) return comparison;
  }
  for (const [operator, binds] of ARITHMETIC) {
    if (level > binds || !reader.sees(operator)) continue;
    reader.take(operator);
    const right = nest(parser, () => parseOperators(parser, binds + 1));
    return make(parser, start, { kind: 'arithmetic', operator, left, right }, [left, right]);
  }
  return null;
}

function parseLogic(parser: Parser, start: number, first: Node, operator: 'and' | 'or', level: number): Node {
  const operands = [first];
  while (parser.reader.takeWord(operator)) operands.push(nest(parser, () => parseOperators(parser, level)));
  return make(parser, start, { kind: 'logic', operator, operands: Object.freeze(operands) }, operands);
}

function parseComparison(parser: Parser, start: number, left: Node): Node | null {
  const { reader } = parser;
  if (reader.takeWord('between')) {
    const low = parseSum(parser);
    reader.expectWord('and', 'between_two');
    const high = parseSum(parser);
    return make(parser, start, { kind: 'between', value: left, low, high }, [left, low, high]);
  }
  if (reader.takeWord('in')) {
    const tests = parseInTests(parser);
    return make(parser, start, { kind: 'in', value: left, tests: Object.freeze(tests) }, [left, ...tests]);
  }
  const operator = COMPARISONS.find((symbol) => reader.sees(symbol));
  if (!operator) return null;
  reader.take(operator);
  if (operator === '=' && reader.sees('=')) reader.stop('one_equals', {}, reader.at - 1);
  const right = parseSum(parser);
  return make(parser, start, { kind: 'comparison', operator, left, right }, [left, right]);
}

/** Behind `in`: tests in brackets with commas, or one test. */
function parseInTests(parser: Parser): Node[] {
  const start = parser.reader.at;
  if (!parser.reader.sees('(')) return [parseTest(parser, parseSum)];
  const inside = nest(parser, parseInBrackets);
  if (Array.isArray(inside)) return inside;
  return [parseBehind(parser, start, parseTail(parser, start, inside), SUM)];
}

function parseNegation(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  if (!reader.sees('-')) return parseInstanceOf(parser);
  reader.take('-');
  const operand = nest(parser, parseNegation);
  return make(parser, start, { kind: 'negation', operand }, [operand]);
}

function parseInstanceOf(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  let value = parseOperand(parser);
  while (reader.takeWord('instance')) {
    reader.expectWord('of', 'behind_word', { word: 'instance' });
    const type = parseType(parser);
    value = make(parser, start, { kind: 'instance-of', value, type }, [value]);
  }
  return value;
}
