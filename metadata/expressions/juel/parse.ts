/**
 * The grammar of JUEL as far as process files use it (Expression Language 2.2, without lambdas): operators by precedence, paths, index
 * access, calls of functions and methods; texts with several `${…}` in them.
 */
import type { Said } from '../../said.ts';
import { say } from '../sentences.ts';
import { SyntaxMistake, stringEnd, type Token, tokenize } from './tokens.ts';

export type Node =
  | { readonly kind: 'literal'; readonly value: null | boolean | string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string; readonly start: number }
  | { readonly kind: 'property'; readonly base: Node; readonly name: Node }
  | {
      readonly kind: 'call';
      readonly base: Node | null;
      readonly name: string;
      readonly args: readonly Node[];
    }
  | { readonly kind: 'unary'; readonly operator: '-' | '!' | 'empty'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'choice'; readonly condition: Node; readonly then: Node; readonly otherwise: Node };

export type Operator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

/** A text between expressions, or an expression. */
export type Part = string | Node;

const MAX_DEPTH = 100;
const WORDS: { readonly [word: string]: Operator } = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  div: '/',
  mod: '%',
};
/** Operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** The parts of a text; one single expression is a list of one. Throws `SyntaxMistake`. */
export function parseTemplate(source: string): Part[] {
  const parts: Part[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    if (source[at] === '\\' && /[#$]/.test(source[at + 1] ?? '')) {
      text += source[at + 1];
      at += 2;
    } else if (/[#$]/.test(source[at]!) && source[at + 1] === '{') {
      const end = closing(source, at + 2);
      if (text !== '') parts.push(text);
      text = '';
      parts.push(parseExpression(source, at + 2, end));
      at = end + 1;
    } else text += source[at++];
  }
  if (text !== '' || parts.length === 0) parts.push(text);
  return parts;
}

// helpers //////////

/** The brace that closes an expression; those in quotes don't. */
function closing(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '}') return at;
    if (source[at] === "'" || source[at] === '"') at = stringEnd(source, at) - 1;
  }
  throw new SyntaxMistake('juel_open', from - 2);
}

function parseExpression(source: string, start: number, end: number): Node {
  const reader: Reader = { tokens: tokenize(source, start, end), at: 0, depth: 0 };
  if (peek(reader).kind === 'end') throw new SyntaxMistake('juel_empty', start);
  const node = choice(reader);
  const rest = peek(reader);
  if (rest.kind !== 'end') throw new SyntaxMistake('juel_unexpected', rest.start, { text: rest.text });
  return node;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at]!;
}

function take(reader: Reader, symbol: string): boolean {
  const token = peek(reader);
  if (token.kind !== 'symbol' || token.text !== symbol) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, symbol: string): void {
  const token = peek(reader);
  if (!take(reader, symbol))
    throw new SyntaxMistake('juel_expected', token.start, { symbol, found: saidOf(token) });
}

function choice(reader: Reader): Node {
  if (++reader.depth > MAX_DEPTH) throw new SyntaxMistake('juel_too_deep', peek(reader).start);
  const condition = binary(reader, 0);
  let node = condition;
  if (take(reader, '?')) {
    const then = choice(reader);
    expect(reader, ':');
    node = { kind: 'choice', condition, then, otherwise: choice(reader) };
  }
  reader.depth--;
  return node;
}

function binary(reader: Reader, level: number): Node {
  const operators = LEVELS[level];
  if (operators === undefined) return unary(reader);
  let left = binary(reader, level + 1);
  for (let operator = operatorAt(reader); operators.includes(operator ?? ''); operator = operatorAt(reader)) {
    reader.at++;
    left = { kind: 'binary', operator: operator!, left, right: binary(reader, level + 1) };
  }
  return left;
}

function operatorAt(reader: Reader): Operator | null {
  const { kind, text } = peek(reader);
  if (kind === 'symbol') return text as Operator;
  return kind === 'name' && Object.hasOwn(WORDS, text) ? WORDS[text]! : null;
}

function unary(reader: Reader): Node {
  const { kind, text, start } = peek(reader);
  const operator =
    kind === 'symbol' && (text === '-' || text === '!')
      ? text
      : kind === 'name' && (text === 'not' || text === 'empty')
        ? text === 'not'
          ? '!'
          : 'empty'
        : null;
  if (operator === null) return postfix(reader);
  if (++reader.depth > MAX_DEPTH) throw new SyntaxMistake('juel_too_deep', start);
  reader.at++;
  const operand = unary(reader);
  reader.depth--;
  return { kind: 'unary', operator, operand };
}

function postfix(reader: Reader): Node {
  let node = primary(reader);
  for (;;) {
    if (take(reader, '.')) {
      const token = peek(reader);
      if (token.kind !== 'name') throw new SyntaxMistake('juel_expected_name', token.start);
      reader.at++;
      if (take(reader, '(')) node = { kind: 'call', base: node, name: token.text, args: args(reader) };
      else node = { kind: 'property', base: node, name: { kind: 'literal', value: token.text } };
    } else if (take(reader, '[')) {
      node = { kind: 'property', base: node, name: choice(reader) };
      expect(reader, ']');
    } else return node;
  }
}

function primary(reader: Reader): Node {
  const token = peek(reader);
  reader.at++;
  if (token.kind === 'number') return { kind: 'number', text: token.text };
  if (token.kind === 'string') return { kind: 'literal', value: token.text };
  if (token.kind === 'name') return named(reader, token);
  if (token.kind === 'symbol' && token.text === '(') {
    const node = choice(reader);
    expect(reader, ')');
    return node;
  }
  throw new SyntaxMistake('juel_expected_value', token.start, { found: saidOf(token) });
}

function saidOf({ kind, text }: Token): Said {
  return kind === 'end' ? say('juel_ends') : say('juel_there_is', { text });
}

function named(reader: Reader, token: Token): Node {
  if (token.text === 'true' || token.text === 'false')
    return { kind: 'literal', value: token.text === 'true' };
  if (token.text === 'null') return { kind: 'literal', value: null };
  // A function may have a prefix, as in `fn:now()`.
  const prefixed =
    peek(reader).text === ':' &&
    reader.tokens[reader.at + 1]?.kind === 'name' &&
    reader.tokens[reader.at + 2]?.text === '(';
  const name = prefixed ? reader.tokens[reader.at + 1]!.text : token.text;
  if (prefixed) reader.at += 2;
  if (take(reader, '(')) return { kind: 'call', base: null, name, args: args(reader) };
  return { kind: 'name', name: token.text, start: token.start };
}

function args(reader: Reader): Node[] {
  const found: Node[] = [];
  if (take(reader, ')')) return found;
  do found.push(choice(reader));
  while (take(reader, ','));
  expect(reader, ')');
  return found;
}
