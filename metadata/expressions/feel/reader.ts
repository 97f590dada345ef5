/**
 * The position of the parser in the text: spaces and comments skipped, symbols, words, numbers and texts taken. The
 * parser's only way out of a text that is no FEEL is `stop`, which `parse.ts` turns into a problem.
 */

import type { ExpressionProblem } from '../../expression.ts';
import type { Said, SaidParams } from '../../said.ts';
import { Decimal } from '../../value.ts';
import { type ExpressionCode, say } from '../sentences.ts';
import { isNamePartAt, skipSpaces, wordAt } from './names.ts';

/** Ends a parse; never leaves `parse.ts`. */
export class SyntaxStop {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    this.problem = problem;
  }
}

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
};
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g;

export class Reader {
  readonly text: string;
  at = 0;
  /** End of what was taken last, without the spaces behind it. */
  last = 0;

  constructor(text: string) {
    this.text = text;
    this.skip();
  }

  /** Moves to `end` and over spaces and comments behind it. */
  moveTo(end: number): void {
    this.last = end;
    this.at = end;
    this.skip();
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** True when the symbol stands here. The caller tries longer symbols first. */
  sees(symbol: string): boolean {
    return this.text.startsWith(symbol, this.at);
  }

  take(symbol: string): boolean {
    if (!this.sees(symbol)) return false;
    this.moveTo(this.at + symbol.length);
    return true;
  }

  /** @param where with its `params`, as in "behind the arguments" */
  expect(symbol: string, where: ExpressionCode, params?: SaidParams): void {
    if (!this.take(symbol))
      this.stop('expected', { what: symbol, where: say(where, params), found: this.found() });
  }

  seesWord(word: string): boolean {
    return this.sees(word) && !isNamePartAt(this.text, this.at + word.length);
  }

  takeWord(word: string): boolean {
    if (!this.seesWord(word)) return false;
    this.moveTo(this.at + word.length);
    return true;
  }

  expectWord(word: string, where: ExpressionCode, params?: SaidParams): void {
    if (!this.takeWord(word))
      this.stop('expected', { what: quoted(word), where: say(where, params), found: this.found() });
  }

  /** A number here, or null. Rounded to 34 digits as every number of FEEL's. */
  takeNumber(): Decimal | null {
    NUMBER.lastIndex = this.at;
    const text = NUMBER.exec(this.text)?.[0];
    if (text === undefined) return null;
    const start = this.at;
    const value = new Decimal(text).plus(0);
    if (!value.isFinite()) this.stop('number_large', { number: shorten(text) }, start, start + text.length);
    if (isNamePartAt(this.text, start + text.length)) {
      this.stop('name_digit', {}, start, start + text.length + 1);
    }
    this.moveTo(start + text.length);
    return value;
  }

  /** The text between double quotes here, escapes resolved, or null. */
  takeString(): string | null {
    if (!this.sees('"')) return null;
    const start = this.at;
    let end = start + 1;
    while (this.text[end] !== '"') {
      if (end >= this.text.length) {
        this.stop('text_open', {}, start, this.text.length);
      }
      end += this.text[end] === '\\' ? 2 : 1;
    }
    const raw = this.text.slice(start + 1, end);
    const value = raw.includes('\\') ? this.unescape(raw, start + 1) : raw;
    this.moveTo(end + 1);
    return value;
  }

  /** What stands here, for error texts. */
  found(): Said {
    if (this.atEnd()) return say('the_end');
    const word = wordAt(this.text, this.at)?.name;
    return quoted(word ? shorten(word) : String.fromCodePoint(this.text.codePointAt(this.at)!));
  }

  stop(code: ExpressionCode, params?: SaidParams, start = this.at, end?: number): never {
    const word = wordAt(this.text, start);
    const stopEnd = end ?? Math.max(word?.end ?? 0, Math.min(start + 1, this.text.length));
    throw new SyntaxStop({ ...say(code, params), start, end: stopEnd });
  }

  private skip(): void {
    for (;;) {
      const before = this.at;
      this.at = skipSpaces(this.text, this.at);
      if (this.text.startsWith('//', this.at)) {
        const line = this.text.indexOf('\n', this.at);
        this.at = line < 0 ? this.text.length : line;
      } else if (this.text.startsWith('/*', this.at)) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) this.stop('comment_open', {}, this.at, this.text.length);
        this.at = end + 2;
      }
      if (this.at === before) return;
    }
  }

  private unescape(raw: string, offset: number): string {
    return raw.replace(ESCAPE, (all, four, six, one, index) => {
      if (four !== undefined) return String.fromCharCode(Number.parseInt(four, 16));
      if (six !== undefined) {
        const code = Number.parseInt(six, 16);
        if (code <= 0x10ffff) return String.fromCodePoint(code);
      } else if (Object.hasOwn(ESCAPES, one)) {
        return ESCAPES[one]!;
      }
      // Other escapes stand for themselves, so that a pattern such as "\d+" can be written as it is.
      return six === undefined
        ? all
        : this.stop('no_character', { text: all }, offset + index, offset + index + all.length);
    });
  }
}

// helpers //////////

function quoted(text: string): Said {
  return say('quoted', { text });
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
