/** How much a value takes, told without writing it: looking stops where the limit is passed. */
import type { Json } from '#metadata/value.ts';

/** Characters of JSON that one variable may take; larger things are files. */
export const LARGEST = 4_000_000;

export function isTooLarge(value: Json, limit = LARGEST): boolean {
  let left = limit;
  const take = (part: Json): void => {
    if (typeof part === 'string') left -= part.length + 2;
    else if (typeof part !== 'object' || part === null) left -= 5;
    else if (Array.isArray(part)) {
      for (let at = 0; at < part.length && left >= 0; at++) take(part[at]!);
    } else {
      for (const name of Object.keys(part)) {
        left -= name.length + 3;
        if (left < 0) return;
        take((part as Record<string, Json>)[name]!);
      }
    }
  };
  take(value);
  return left < 0;
}
