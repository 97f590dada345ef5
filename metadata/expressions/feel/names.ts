/**
 * Names of FEEL (DMN 1.5 §10.3.1.2 rules 25–30, §10.3.1.4): they may hold spaces and the symbols `. / - ' + *`, so that
 * a text can be cut into names only with the known names at hand. A known name wins over the operators in it, the
 * longest one over shorter ones; an unknown name is as many words as stand side by side.
 */

const START =
  '?A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const PART = `${START}0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;
const SPACE =
  '\\u{9}-\\u{D}\\u{20}\\u{85}\\u{A0}\\u{1680}\\u{180E}\\u{2000}-\\u{200B}\\u{2028}\\u{2029}\\u{202F}\\u{205F}\\u{3000}\\u{FEFF}';

const WORD = new RegExp(`[${START}][${PART}]*`, 'uy');
const WORD_TAIL = new RegExp(`[${PART}]+`, 'uy');
const NAME_PART = new RegExp(`[${PART}]`, 'uy');
const SPACES = new RegExp(`[${SPACE}]+`, 'uy');
const TOKENS = new RegExp(`[${PART}]+|[^${PART}${SPACE}]`, 'gu');
const PLAIN_NAME = new RegExp(`^[${START}][${PART}]*$`, 'u');

const QUOTED = /`([^`\n]+)`/y;

/** Words that end a name of several words. */
const STOPS = new Set(['and', 'or', 'between', 'in', 'then', 'else', 'return', 'satisfies', 'instance']);
/** Words that are no names by themselves. */
const RESERVED = new Set([
  ...STOPS,
  'if',
  'for',
  'some',
  'every',
  'function',
  'null',
  'true',
  'false',
  'external',
]);

/** Names known in one place, by their first token; only those of more than one token, for the others are words. */
type Patterns = ReadonlyMap<string, readonly { readonly name: string; readonly tokens: readonly string[] }[]>;

export interface NameMatch {
  readonly name: string;
  readonly end: number;
}

const patternsByNames = new WeakMap<object, Patterns>();

/** The longest name of `names` with more than one token that stands at `at`. */
export function matchLongName(
  text: string,
  at: number,
  names: Readonly<Record<string, unknown>>,
): NameMatch | null {
  let patterns = patternsByNames.get(names);
  if (!patterns) {
    patterns = makePatterns(Object.keys(names));
    patternsByNames.set(names, patterns);
  }
  if (patterns.size === 0) return null;
  const first = tokenAt(text, at);
  let best: NameMatch | null = null;
  for (const { name, tokens } of patterns.get(first) ?? []) {
    const end = matchTokens(text, at, tokens);
    if (end > (best?.end ?? -1)) best = { name, end };
  }
  return best;
}

/** The same for one name, which may be a single word. */
export function matchName(text: string, at: number, name: string): NameMatch | null {
  const end = matchTokens(text, at, tokensOf(name));
  return end < 0 ? null : { name, end };
}

/** The word at `at`, reserved or not; null where none begins. */
export function wordAt(text: string, at: number): NameMatch | null {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  return word === undefined ? null : { name: word, end: at + word.length };
}

/** As many words as stand side by side from `at`: the reading of a name nobody knows. */
export function unknownNameAt(text: string, at: number): NameMatch | null {
  const first = wordAt(text, at);
  if (!first || RESERVED.has(first.name)) return null;
  let { name, end } = first;
  for (;;) {
    const next = nextPart(text, end);
    if (!next) return { name, end };
    name += next.glue + next.word;
    end = next.end;
  }
}

/** A name between backticks, for one that is not known or not readable otherwise (an addition of Camunda's to FEEL). */
export function quotedNameAt(text: string, at: number): NameMatch | null {
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text);
  return quoted && { name: normalName(quoted[1]!), end: at + quoted[0].length };
}

export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

/** True for a name that needs no knowledge of names to be read. */
export function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name) && !RESERVED.has(name) && name !== '?';
}

/** The name with single spaces, as it is known in scopes and contexts. */
export function normalName(text: string): string {
  return text.replace(SPACES_GLOBAL, ' ').trim();
}

export function skipSpaces(text: string, at: number): number {
  SPACES.lastIndex = at;
  const spaces = SPACES.exec(text);
  return spaces ? at + spaces[0].length : at;
}

export function isNamePartAt(text: string, at: number): boolean {
  NAME_PART.lastIndex = at;
  return NAME_PART.test(text);
}

// helpers //////////

const SPACES_GLOBAL = new RegExp(`[${SPACE}]+`, 'gu');

function tokensOf(name: string): string[] {
  return name.match(TOKENS) ?? [];
}

function makePatterns(names: readonly string[]): Patterns {
  const patterns = new Map<string, { name: string; tokens: string[] }[]>();
  for (const name of names) {
    const tokens = tokensOf(name);
    if (tokens.length < 2) continue;
    const first = tokens[0]!;
    if (!patterns.has(first)) patterns.set(first, []);
    patterns.get(first)!.push({ name, tokens });
  }
  return patterns;
}

function tokenAt(text: string, at: number): string {
  WORD_TAIL.lastIndex = at;
  return WORD_TAIL.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** The offset behind the tokens, or -1. Spaces may stand between tokens; a word must end where its token ends. */
function matchTokens(text: string, from: number, tokens: readonly string[]): number {
  let at = from;
  for (const [index, token] of tokens.entries()) {
    if (index > 0) at = skipSpaces(text, at);
    if (!text.startsWith(token, at)) return -1;
    at += token.length;
    if (isNamePartAt(token, 0) && isNamePartAt(text, at)) return -1;
  }
  return at;
}

function nextPart(text: string, end: number): { glue: string; word: string; end: number } | null {
  // An apostrophe inside a word (`Mike's age`) is no operator, so it can only belong to the name.
  const apostrophe = text[end] === "'";
  const start = apostrophe ? end + 1 : skipSpaces(text, end);
  if (start === end) return null;
  WORD_TAIL.lastIndex = start;
  const word = WORD_TAIL.exec(text)?.[0];
  if (word === undefined || STOPS.has(word) || word === '?') return null;
  return { glue: apostrophe ? "'" : ' ', word, end: start + word.length };
}
