/**
 * Regular expressions of XPath (F&O 3.1 §5.6) on RE2, whose time grows with the text and never explodes. References to
 * groups within a pattern (`(a)\1`) do not exist there; such a pattern is refused.
 */
import { RE2JS } from 're2js';
import { translatePattern } from './pattern-text.ts';

export interface Pattern {
  /** A measure of what one character of a text costs. */
  readonly size: number;
  finds(text: string): boolean;
  /** null where the replacement is no replacement text. `$1` stands for a group, `$0` for the whole match. */
  replace(text: string, replacement: string): string | null;
  split(text: string): string[];
  /** True where nothing at all is a match, so that there is no end of matches in a text. */
  readonly matchesNothing: boolean;
}

const MAX_LENGTH = 2_000;
const MAX_SIZE = 20_000;
const CACHED = 500;

const cache = new Map<string, Pattern | string>();

/** The pattern, or why there is none. Compiled patterns are kept; `compiling` hears of one that is not. */
export function compilePattern(source: string, flags: string, compiling: () => void): Pattern | string {
  const key = `${flags}/${source}`;
  const kept = cache.get(key);
  if (kept !== undefined) return kept;
  compiling();
  const compiled = compileNew(source, flags);
  if (cache.size >= CACHED) cache.delete(cache.keys().next().value!);
  if (key.length <= MAX_LENGTH) cache.set(key, compiled);
  return compiled;
}

// helpers //////////

function compileNew(source: string, flags: string): Pattern | string {
  if (source.length > MAX_LENGTH) return `A pattern may have ${MAX_LENGTH} characters.`;
  if (!/^[smixq]*$/.test(flags)) return `"${flags}" are no flags; there are s, m, i, x and q.`;
  const text = flags.includes('q') ? RE2JS.quote(source) : translatePattern(source, flags);
  if (typeof text !== 'string') return text.refused;
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  try {
    const compiled = RE2JS.compile(text, bits);
    if (compiled.programSize() > MAX_SIZE) return 'The pattern is too complicated.';
    return patternOf(compiled, flags.includes('q'));
  } catch (error) {
    return `"${source.slice(0, 60)}" is no pattern: ${(error as Error).message}.`;
  }
}

function patternOf(compiled: RE2JS, literal: boolean): Pattern {
  return {
    size: compiled.programSize(),
    matchesNothing: compiled.testExact(''),
    finds: (text) => compiled.test(text),
    split: (text) => compiled.split(text, -1),
    replace(text, replacement) {
      const parts = literal ? [replacement] : replacementParts(replacement, compiled.groupCount());
      return parts && replaceAll(compiled, text, parts);
    },
  };
}

function replaceAll(compiled: RE2JS, text: string, parts: readonly (string | number)[]): string {
  const matcher = compiled.matcher(text);
  let result = '';
  let at = 0;
  while (matcher.find()) {
    result += text.slice(at, matcher.start());
    for (const part of parts) result += typeof part === 'string' ? part : (matcher.group(part) ?? '');
    at = matcher.end();
  }
  return result + text.slice(at);
}

/** Texts and numbers of groups; null where `$` or `\` stand without what they need behind them. */
function replacementParts(replacement: string, groups: number): (string | number)[] | null {
  const parts: (string | number)[] = [];
  let at = 0;
  while (at < replacement.length) {
    const character = replacement[at]!;
    if (character === '\\') {
      const next = replacement[at + 1];
      if (next !== '\\' && next !== '$') return null;
      parts.push(next);
      at += 2;
    } else if (character === '$') {
      const digits = /^\d+/.exec(replacement.slice(at + 1))?.[0];
      if (digits === undefined) return null;
      // As many digits as there are groups to name; the others are text.
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
      const group = Number(digits.slice(0, length));
      if (group <= groups) parts.push(group);
      at += 1 + length;
    } else {
      parts.push(character);
      at += 1;
    }
  }
  return parts;
}
