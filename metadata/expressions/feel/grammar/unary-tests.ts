/** The tests of a decision cell (DMN 1.5 §10.3.1.2 rules 13–17): `-`, `"a", "b"`, `< 10`, `not([1..5])`, `? > limit`. */
import type { Node } from '../../feel-ast.ts';
import { attempt, make, type Parser } from '../parser.ts';
import { parseTest } from './brackets.ts';

export function parseUnaryTests(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  if (reader.atEnd()) return finish(parser, start, false, []);
  const dash = attempt(parser, () => parseDash(parser));
  if (dash) return dash;
  return attempt(parser, () => parseNot(parser)) ?? finish(parser, start, false, parseTests(parser));
}

// helpers //////////

function parseDash(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  if (!reader.take('-') || !reader.atEnd()) reader.stop('read_otherwise');
  return finish(parser, start, false, []);
}

/** `not(tests)` with nothing behind it; `not(a) and b` is an expression. */
function parseNot(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  reader.expectWord('not', 'here');
  reader.expect('(', 'behind_word', { word: 'not' });
  const tests = parseTests(parser);
  reader.expect(')', 'behind_tests');
  if (!reader.atEnd()) reader.stop('read_otherwise');
  return finish(parser, start, true, tests);
}

function parseTests(parser: Parser): Node[] {
  const tests: Node[] = [];
  do tests.push(parseTest(parser, parser.rules.expression));
  while (parser.reader.take(','));
  return tests;
}

function finish(parser: Parser, start: number, negated: boolean, tests: readonly Node[]): Node {
  return make(parser, start, { kind: 'unary-tests', negated, tests: Object.freeze(tests) }, tests);
}
