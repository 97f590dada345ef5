/** What follows from what is known about a value: its items, its fields, its place in a comparison. */
import { ANY, type Type } from '../types.ts';
import type { Meaning } from './scopes.ts';

export const UNKNOWN: Meaning = { type: ANY, path: null };

/** A value of which only the type is known. */
export function ofType(type: Type): Meaning {
  return { type, path: null };
}

/** One item of what is filtered or run over: of a list or range its item, of anything else itself. */
export function elementOf(meaning: Meaning): Meaning {
  const { type, path } = meaning;
  if (type.kind === 'list' || type.kind === 'range') return { type: type.of, path };
  return meaning;
}
