/**
 * What a name may mean at a place in an expression: variables bound around it, fields of the items of the filters it
 * stands in, names from outside, functions of FEEL's. The parser asks here where a name ends, the analysis for its type,
 * the compiler for the hops to its value.
 */
import type { FunctionSignature } from '../../expression.ts';
import type { Type } from '../types.ts';
import { fieldNames, fieldOf } from './fields.ts';
import {
  matchLongName,
  matchName,
  type NameMatch,
  quotedNameAt,
  skipSpaces,
  unknownNameAt,
  wordAt,
} from './names.ts';

/** What is known about a value before it is there. */
export interface Meaning {
  readonly type: Type;
  /** The path from a name outside, where the value comes straight from there: what must be read for it. */
  readonly path: readonly string[] | null;
}

/** What is known about the world around the expression. */
export interface Known {
  readonly names: Readonly<Record<string, Type>>;
  /** True where there may be names beyond `names`. */
  readonly open: boolean;
  /**
   * True where words side by side may be one name that nobody declared. Otherwise they are only where that is a mistake
   * anyway, so that `deal.amount is null` is not quietly read as a field of that name.
   */
  readonly wordyNames: boolean;
  readonly functions: Readonly<Record<string, FunctionSignature>>;
  /** Keys that may be named; null: any. */
  readonly calendars: ReadonlySet<string> | null;
  readonly types: Readonly<Record<string, Type>>;
  readonly fieldsOf: (entity: string) => Readonly<Record<string, Type>> | null | undefined;
  /** Names of the functions of FEEL. */
  readonly builtins: Readonly<Record<string, unknown>>;
}

/** Innermost first. A `variable` is one name; an `item` gives its fields as names, and itself as `item`. */
export type NameScope =
  | { readonly kind: 'root'; readonly known: Known }
  | {
      readonly kind: 'variable';
      readonly known: Known;
      readonly name: string;
      readonly meaning: Meaning;
      readonly up: NameScope;
    }
  | { readonly kind: 'item'; readonly known: Known; readonly meaning: Meaning; readonly up: NameScope };

/** The name under which `?` is bound. */
export const INPUT_NAME = '?';

export interface Resolution {
  /** Items that may have a field of this name, nearest first, before `final` is asked. */
  readonly items: readonly { readonly hops: number; readonly meaning: Meaning }[];
  readonly final:
    | { readonly at: 'local'; readonly hops: number; readonly meaning: Meaning }
    /** A field of an item that is known to have it. */
    | { readonly at: 'item'; readonly hops: number; readonly meaning: Meaning }
    | { readonly at: 'outside' };
}

export function variable(up: NameScope, name: string, meaning: Meaning): NameScope {
  return { kind: 'variable', known: up.known, name, meaning, up };
}

export function itemScope(up: NameScope, meaning: Meaning): NameScope {
  return { kind: 'item', known: up.known, meaning, up };
}

/** Where the value of a name is found. */
export function resolve(scope: NameScope, name: string): Resolution {
  const items: { hops: number; meaning: Meaning }[] = [];
  let at = scope;
  for (let hops = 0; at.kind !== 'root'; hops += 1, at = at.up) {
    if (at.kind === 'variable') {
      if (at.name === name) return { items, final: { at: 'local', hops, meaning: at.meaning } };
      continue;
    }
    const { kind } = at.meaning.type;
    const isItem = name === 'item';
    // Only contexts and records give their fields as names (DMN 1.5 §10.3.2.5); a date's `year` is `item.year`.
    const hasFields = kind === 'any' || kind === 'null' || kind === 'context' || kind === 'record';
    const field = hasFields ? fieldOf(at.meaning.type, name, at.known) : 'missing';
    if (field === 'missing' && !isItem) continue;
    if (field === 'missing') return { items, final: { at: 'local', hops, meaning: at.meaning } };
    const path = at.meaning.path && [...at.meaning.path, name];
    if (field !== 'unknown') return { items, final: { at: 'item', hops, meaning: { type: field, path } } };
    // `item` is the item itself, unless it has an entry of that name.
    if (isItem) {
      const final = { at: 'local', hops, meaning: at.meaning } as const;
      return { items: [...items, { hops, meaning: { type: { kind: 'any' }, path: null } }], final };
    }
    items.push({ hops, meaning: { type: { kind: 'any' }, path } });
  }
  return { items, final: { at: 'outside' } };
}

/** The name that begins at `at`, by what is known here; null where there is none. */
export function nameAt(text: string, at: number, scope: NameScope): NameMatch | null {
  const long = longestKnown(text, at, scope) ?? quotedNameAt(text, at);
  if (long) return long;
  const word = wordAt(text, at);
  if (!word) return null;
  // Functions do not count: behind a function's name no word can follow, so `date of birth` is one name.
  if (isDeclared(word.name, scope)) return word;
  const { open, wordyNames } = scope.known;
  return !open || wordyNames ? unknownNameAt(text, at) : word;
}

/** The name of a field behind a dot, where the type of what stands before it is `type`. */
export function fieldNameAt(text: string, at: number, type: Type, known: Known): NameMatch | null {
  const names = fieldNames(type, known);
  const long = (names && matchLongName(text, at, names)) ?? quotedNameAt(text, at);
  if (long) return long;
  const word = wordAt(text, at);
  if (!word) return null;
  // Behind a dot even a word such as `in` or `function` is only a name.
  if (names && Object.hasOwn(names, word.name)) return word;
  return names || known.wordyNames ? (unknownNameAt(text, at) ?? word) : word;
}

/** True for a variable bound here, a field of an item, or a name declared outside. */
export function isDeclared(name: string, scope: NameScope): boolean {
  return resolve(scope, name).final.at !== 'outside' || Object.hasOwn(scope.known.names, name);
}

/** Every name that is known here, for "did you mean". */
export function knownNames(scope: NameScope): string[] {
  const names: string[] = [];
  for (let at = scope; ; at = at.up) {
    if (at.kind === 'root') return [...names, ...Object.keys(at.known.names)];
    if (at.kind === 'variable') names.push(at.name);
    else names.push(...Object.keys(fieldNames(at.meaning.type, at.known) ?? {}));
  }
}

// helpers //////////

function longestKnown(text: string, start: number, scope: NameScope): NameMatch | null {
  let best: NameMatch | null = null;
  const offer = (match: NameMatch | null) => {
    if (match && match.end > (best?.end ?? -1)) best = match;
  };
  for (let at = scope; ; at = at.up) {
    if (at.kind === 'variable') offer(matchName(text, start, at.name));
    else if (at.kind === 'item') {
      const names = fieldNames(at.meaning.type, at.known);
      if (names) offer(matchLongName(text, start, names));
    } else {
      const { names, functions, builtins } = at.known;
      offer(matchLongName(text, start, names));
      offer(matchLongName(text, start, functions));
      const builtin = matchLongName(text, start, builtins);
      // "date and time" may also be two variables with an `and` between them; a function is called.
      if (builtin && (!/\b(and|or)\b/.test(builtin.name) || text[skipSpaces(text, builtin.end)] === '('))
        offer(builtin);
      break;
    }
  }
  return best && !isSingleWord(best) ? best : null;
}

function isSingleWord(match: NameMatch): boolean {
  return wordAt(match.name, 0)?.end === match.name.length;
}
