/** Splits the text within `${…}` into tokens. */
import type { Said, SaidParams } from '../../said.ts';
import { type ExpressionCode, say } from '../sentences.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly start: number;
}

/** A mistake in the text, at an offset. */
export class SyntaxMistake extends Error {
  override readonly name = 'SyntaxMistake';
  readonly at: number;
  readonly said: Said;
  constructor(code: ExpressionCode, at: number, params?: SaidParams) {
    const said = say(code, params);
    super(said.message);
    this.said = said;
    this.at = at;
  }
}

const NAME = /[A-Za-z_$\u00C0-\u{10FFFF}][\w$\u00C0-\u{10FFFF}]*/uy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]]/y;
const SPACE = /\s+/y;

/** The tokens of `source` from `start` to `end`, closed by one of kind `end`. */
export function tokenize(source: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  for (let at = start; at < end; ) {
    const space = match(SPACE, source, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = stringAt(source, at, end) ?? tokenAt(source, at);
    if (token === null) throw new SyntaxMistake('juel_odd', at, { text: source[at]! });
    tokens.push(token);
    at = token.kind === 'string' ? stringEnd(source, at) : at + token.text.length;
  }
  tokens.push({ kind: 'end', text: '', start: end });
  return tokens;
}

/** The offset after the string that begins at `at`. */
export function stringEnd(source: string, at: number): number {
  const quote = source[at];
  let end = at + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === '\\' ? 2 : 1;
  if (end >= source.length) throw new SyntaxMistake('juel_text_open', at);
  return end + 1;
}

// helpers //////////

function tokenAt(source: string, at: number): Token | null {
  const name = match(NAME, source, at);
  if (name !== null) return { kind: 'name', text: name, start: at };
  const number = match(NUMBER, source, at);
  if (number !== null) return { kind: 'number', text: number, start: at };
  const symbol = match(SYMBOL, source, at);
  return symbol === null ? null : { kind: 'symbol', text: symbol, start: at };
}

function stringAt(source: string, at: number, end: number): Token | null {
  if (source[at] !== "'" && source[at] !== '"') return null;
  const after = stringEnd(source, at);
  if (after > end) throw new SyntaxMistake('juel_text_open', at);
  return { kind: 'string', text: source.slice(at + 1, after - 1).replace(/\\(.)/gs, '$1'), start: at };
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
