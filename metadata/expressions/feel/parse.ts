/** Text to tree. A text that is no FEEL gives one problem, at the place where reading ended. */

import type { ExpressionProblem } from '../../expression.ts';
import type { Node } from '../feel-ast.ts';
import { type ExpressionCode, say } from '../sentences.ts';
import { parseExpression, parseSum } from './grammar/expression.ts';
import { parseUnaryTests } from './grammar/unary-tests.ts';
import { newParser, type Parser, type Rules } from './parser.ts';
import { SyntaxStop } from './reader.ts';
import type { NameScope } from './scopes.ts';

/** Longer texts are no expressions that a person wrote. */
const MAX_SOURCE = 100_000;

const RULES: Rules = { expression: parseExpression, sum: parseSum };

export type Parsed =
  | { readonly ok: true; readonly node: Node; levelsOf(node: Node): number }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** Parses an expression, or the tests of a decision cell. */
export function parse(
  source: string,
  form: 'expression' | 'unary tests',
  scope: NameScope,
  meaningOf: Parser['meaningOf'],
): Parsed {
  if (source.length > MAX_SOURCE) {
    const long = say('too_long', { length: source.length, limit: MAX_SOURCE });
    return { ok: false, problem: { ...long, start: 0, end: source.length } };
  }
  try {
    const parser = newParser(source, scope, RULES, meaningOf);
    const node = form === 'expression' ? parseExpression(parser) : parseUnaryTests(parser);
    if (!parser.reader.atEnd()) stopAtRest(parser);
    return { ok: true, node, levelsOf: (part) => parser.levels.get(part) ?? 1 };
  } catch (error) {
    if (error instanceof SyntaxStop) return { ok: false, problem: error.problem };
    throw error;
  }
}

// helpers //////////

const HINTS: readonly [RegExp, ExpressionCode][] = [
  [/^=/, 'write_equals'],
  [/^&&?/, 'write_and'],
  [/^\|\|?/, 'write_or'],
  [/^%/, 'write_modulo'],
  [/^is\b/, 'write_is'],
  [/^(?:not|!)/, 'write_not'],
  [/^\?/, 'write_if'],
];

function stopAtRest({ reader }: Parser): never {
  const rest = reader.text.slice(reader.at);
  const before = /\bnot\s*$/.test(reader.text.slice(0, reader.at)) ? 'not' : '';
  const hint = HINTS.find(([pattern]) => pattern.test(before + rest))?.[1];
  return reader.stop('expected_end', { found: reader.found(), hint: hint ? say(hint) : '' });
}
