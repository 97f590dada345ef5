/** Text to tree. A text that is no FEEL gives one problem, at the place where reading ended. */
import type { ExpressionProblem } from '../../expression.ts';
import type { Node } from '../feel-ast.ts';
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
    const message = `The expression is ${source.length} characters long; ${MAX_SOURCE} are allowed.`;
    return { ok: false, problem: { message, start: 0, end: source.length } };
  }
  try {
    const parser = newParser(source, scope, RULES, meaningOf);
    const node = form === 'expression' ? parseExpression(parser) : parseUnaryTests(parser);
    if (!parser.reader.atEnd()) parser.reader.stop(leftOver(parser));
    return { ok: true, node, levelsOf: (part) => parser.levels.get(part) ?? 1 };
  } catch (error) {
    if (error instanceof SyntaxStop) return { ok: false, problem: error.problem };
    throw error;
  }
}

// helpers //////////

const HINTS: readonly [RegExp, string][] = [
  [/^=/, 'Equality is written with one =.'],
  [/^&&?/, '"And" is written and.'],
  [/^\|\|?/, '"Or" is written or.'],
  [/^%/, 'The remainder is written modulo(a, b).'],
  [/^is\b/, 'Equality is written with =, "is empty" = null.'],
  [/^(?:not|!)/, '"Not" is written not(…), "is not" !=.'],
  [/^\?/, 'A choice is written if … then … else ….'],
];

function leftOver({ reader }: Parser): string {
  const rest = reader.text.slice(reader.at);
  const before = /\bnot\s*$/.test(reader.text.slice(0, reader.at)) ? 'not' : '';
  const hint = HINTS.find(([pattern]) => pattern.test(before + rest))?.[1];
  return `Expected an operator or the end, found ${reader.found()}.${hint ? ` ${hint}` : ''}`;
}
