/**
 * What begins with a bracket: groups, lists, ranges (DMN 1.5 §10.3.1.2 rules 8–12 and 54), and the tests behind `in`.
 * Which of them it is shows only behind the first expression: `..` makes a range, a comma a list.
 */
import type { ComparisonOperator, Node } from '../../feel-ast.ts';
import { make, type Parser } from '../parser.ts';

const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '=', '<', '>'];

/** `< 5`, or an expression by `rule`. */
export function parseTest(parser: Parser, rule: (parser: Parser) => Node): Node {
  const { reader } = parser;
  const start = reader.at;
  const operator = COMPARISONS.find((symbol) => reader.sees(symbol));
  if (!operator) return rule(parser);
  reader.take(operator);
  const operand = parser.rules.sum(parser);
  return make(parser, start, { kind: 'unary', operator, operand }, [operand]);
}

/** At `(`: what stands in the brackets, a range that begins here, or several tests. */
export function parseInBrackets(parser: Parser): Node | Node[] {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.take('(');
  const first = parseTest(parser, rules.expression);
  if (reader.take('..')) return parseRange(parser, start, first, false);
  const tests = [first];
  while (reader.take(',')) tests.push(parseTest(parser, rules.expression));
  reader.expect(')', 'at_end_of_brackets');
  return tests.length === 1 ? first : tests;
}

/** At `(` where one expression is meant. */
export function parseGroup(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  const inside = parseInBrackets(parser);
  if (Array.isArray(inside)) {
    return reader.stop('brackets_several', {}, start, reader.last);
  }
  return inside;
}

/** At `[`: a list or a range. */
export function parseList(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.take('[');
  if (reader.take(']')) return make(parser, start, { kind: 'list', items: Object.freeze([]) }, []);
  const items = [rules.expression(parser)];
  if (reader.take('..')) return parseRange(parser, start, items[0]!, true);
  while (reader.take(',')) items.push(rules.expression(parser));
  reader.expect(']', 'at_end_of_list');
  return make(parser, start, { kind: 'list', items: Object.freeze(items) }, items);
}

/** At `]`: a range without its lower bound, `]1..5]`. */
export function parseOpenRange(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.take(']');
  const low = rules.expression(parser);
  reader.expect('..', 'between_bounds');
  return parseRange(parser, start, low, false);
}

// helpers //////////

/** Behind `..`. */
function parseRange(parser: Parser, start: number, low: Node, lowIncluded: boolean): Node {
  const { reader } = parser;
  parser.endpoint = true;
  const high = parser.rules.sum(parser);
  parser.endpoint = false;
  const highIncluded = reader.sees(']');
  if (!reader.take(']') && !reader.take(')') && !reader.take('[')) {
    reader.stop('expected_range_end', { found: reader.found() });
  }
  return make(parser, start, { kind: 'range', low, high, lowIncluded, highIncluded }, [low, high]);
}
