/** Regular expressions of people, with RE2's semantics: no pattern can hang the server or the browser. */
import { RE2JS } from 're2js';

export interface Matcher {
  /** The whole text matches. */
  matches(text: string): boolean;
}

const cache = new Map<string, Matcher | null>();
const CACHE_SIZE = 500;

/** Null when the pattern is not well formed. */
export function matcher(pattern: string): Matcher | null {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  let made: Matcher | null;
  try {
    const compiled = RE2JS.compile(pattern);
    made = { matches: (text) => compiled.matches(text) };
  } catch {
    made = null;
  }
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(pattern, made);
  return made;
}
