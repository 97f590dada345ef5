/**
 * The pattern of XPath as RE2 writes it: classes such as `\d` and `\w` cover all scripts, `\i` and `\c` are the
 * characters of XML names, `[a-z-[aeiou]]` leaves characters out, the flag x lets spaces stand for nothing.
 */

/** Why a pattern cannot be used. */
export interface Refused {
  readonly refused: string;
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{M}\\p{N}_',
  s: ' \\t\\n\\r',
  i: '\\p{L}_:',
  c: '\\p{L}\\p{M}\\p{Nd}_:.\\-\\x{B7}',
};

/** Blocks of Unicode by XML Schema's names, the ones people ask for. */
const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: '\\x{0}-\\x{7F}',
  'Latin-1Supplement': '\\x{80}-\\x{FF}',
  'LatinExtended-A': '\\x{100}-\\x{17F}',
  'LatinExtended-B': '\\x{180}-\\x{24F}',
  Greek: '\\x{370}-\\x{3FF}',
  GreekandCoptic: '\\x{370}-\\x{3FF}',
  Cyrillic: '\\x{400}-\\x{4FF}',
  Armenian: '\\x{530}-\\x{58F}',
  Hebrew: '\\x{590}-\\x{5FF}',
  Arabic: '\\x{600}-\\x{6FF}',
  Thai: '\\x{E00}-\\x{E7F}',
  Georgian: '\\x{10A0}-\\x{10FF}',
  Hiragana: '\\x{3040}-\\x{309F}',
  Katakana: '\\x{30A0}-\\x{30FF}',
  CJKUnifiedIdeographs: '\\x{4E00}-\\x{9FFF}',
};

const TOKEN = /\\[pP]\{[^}]*\}|\\[\s\S]|[\s\S]/gu;

export function translatePattern(source: string, flags: string): string | Refused {
  const tokens = (flags.includes('x') ? withoutSpaces(source) : source).match(TOKEN) ?? [];
  let text = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token === '[') {
      const set = readClass(tokens, at);
      if ('refused' in set) return set;
      text += set.text;
      at = set.end;
    } else if (/^\\\d$/.test(token)) {
      return { refused: `A pattern cannot refer to its own groups (${token}).` };
    } else if (isUnknownEscape(token)) {
      return { refused: `${token} means nothing in a pattern.` };
    } else if (token === '.' && !flags.includes('s')) {
      text += '[^\\n\\r]';
    } else {
      text += outsideClass(token, flags);
    }
  }
  return text;
}

// helpers //////////

/** XPath knows fewer letters behind a backslash than other dialects: `\b` is none of them. */
function isUnknownEscape(token: string): boolean {
  return /^\\[\p{L}\p{N}_]$/u.test(token) && !/^\\[nrtsSiIcCdDwW]$/.test(token);
}

/** Spaces stand for nothing, behind a backslash too, but not between brackets. */
function withoutSpaces(source: string): string {
  let text = '';
  let depth = 0;
  let escaped = false;
  for (const character of source) {
    if (depth === 0 && /[ \t\n\r]/.test(character)) continue;
    text += character;
    if (!escaped && character === '[') depth += 1;
    if (!escaped && character === ']' && depth > 0) depth -= 1;
    escaped = !escaped && character === '\\';
  }
  return text;
}

function outsideClass(token: string, flags: string): string {
  const inside = insideClass(token);
  // The flag i leaves categories as they are: `\p{Lu}` matches capital letters only.
  if (/^\\[pP]/.test(token) && inside === token) return flags.includes('i') ? `(?-i:${token})` : token;
  if (inside === token) return token;
  return `[${inside}]`;
}

/** What a token is within `[…]`; classes that are everything else begin with `^`. */
function insideClass(token: string): string {
  const [, letter] = token;
  if (!token.startsWith('\\') || letter === undefined) return token;
  if (token.length === 2 && Object.hasOwn(CLASSES, letter)) return CLASSES[letter]!;
  const lower = letter.toLowerCase();
  if (token.length === 2 && Object.hasOwn(CLASSES, lower)) return `^${CLASSES[lower]!}`;
  const block = /^\\([pP])\{Is(.+)\}$/.exec(token);
  if (block && Object.hasOwn(BLOCKS, block[2]!)) return `${block[1] === 'P' ? '^' : ''}${BLOCKS[block[2]!]!}`;
  return token;
}

/** `[…]` from its bracket on. */
function readClass(tokens: readonly string[], start: number): { text: string; end: number } | Refused {
  let at = start + 1;
  const negated = tokens[at] === '^';
  if (negated) at += 1;
  let members = '';
  for (; at < tokens.length && tokens[at] !== ']'; at += 1) {
    const token = tokens[at]!;
    if (isUnknownEscape(token)) return { refused: `${token} means nothing in a pattern.` };
    if (token === '-' && tokens[at + 1] === '[') return readDifference(tokens, at + 1, members, negated);
    const inside = insideClass(token);
    // A complement among other members is left to RE2's own letters, which know ASCII only; `\D` is the exception.
    const complement = inside !== token && inside.startsWith('^');
    members += complement ? (token === '\\D' ? '\\P{Nd}' : token) : token === '[' ? '\\[' : inside;
  }
  if (at >= tokens.length) return { refused: 'A [ in the pattern has no ].' };
  return { text: `[${negated ? '^' : ''}${members}]`, end: at };
}

/** `[a-z-[aeiou]]`, where both sides are characters and ranges of them. */
function readDifference(
  tokens: readonly string[],
  start: number,
  members: string,
  negated: boolean,
): { text: string; end: number } | Refused {
  const removed = readClass(tokens, start);
  if ('refused' in removed) return removed;
  if (tokens[removed.end + 1] !== ']') return { refused: 'Behind [..-[..] in a pattern stands ].' };
  const inner = removed.text.slice(1, -1);
  const left = rangesOf(negated ? `^${members}` : members);
  const right = rangesOf(inner);
  if (!left || !right)
    return { refused: 'In [a-[b]] of a pattern only characters and ranges of them may stand.' };
  const rest = subtract(left, right);
  if (rest.length === 0) return { refused: 'A class of the pattern leaves no character.' };
  const text = rest.map(([from, to]) => `\\x{${from.toString(16)}}-\\x{${to.toString(16)}}`).join('');
  return { text: `[${text}]`, end: removed.end + 1 };
}

type Span = readonly [number, number];
const LAST = 0x10ffff;

/** The ranges of a class of characters; null where it has classes in it. */
function rangesOf(members: string): Span[] | null {
  const negated = members.startsWith('^');
  const characters = (negated ? members.slice(1) : members).match(TOKEN) ?? [];
  const spans: Span[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const from = codeOf(characters[at]!);
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length;
    const to = isRange ? codeOf(characters[at + 2]!) : from;
    if (from === null || to === null) return null;
    spans.push([from, to]);
    if (isRange) at += 2;
  }
  return negated ? subtract([[0, LAST]], spans) : spans;
}

function codeOf(token: string): number | null {
  if (!token.startsWith('\\')) return token.codePointAt(0)!;
  const special = { n: 10, r: 13, t: 9 }[token[1]!];
  if (special !== undefined) return special;
  return /^\\[^\p{L}\p{N}]$/u.test(token) ? token.codePointAt(1)! : null;
}

function subtract(spans: readonly Span[], removed: readonly Span[]): Span[] {
  return removed.reduce<Span[]>(
    (rest, [from, to]) =>
      rest.flatMap(([low, high]): Span[] => {
        if (to < low || from > high) return [[low, high]];
        const parts: Span[] = [];
        if (low < from) parts.push([low, from - 1]);
        if (high > to) parts.push([to + 1, high]);
        return parts;
      }),
    [...spans],
  );
}
