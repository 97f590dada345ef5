/**
 * Three-way merge of lists whose items can be told apart: columns of a view, fields and sections of a form, rows of fields. Called
 * by `merge.ts`.
 */
import { textOf } from '../label.ts';
import type { Json } from '../value.ts';
import { mergedOrder } from './order.ts';

/** Null where items have no names of their own, so that only the list as a whole can be chosen. */
export function mergeList(
  old: readonly Json[],
  own: readonly Json[],
  other: readonly Json[],
  merge: (
    name: string,
    old: Json | undefined,
    own: Json | undefined,
    other: Json | undefined,
  ) => Json | undefined,
): Json[] | null {
  const [was, here, there] = [named(old), named(own), named(other)];
  if (!was || !here || !there) return null;
  const merged: Json[] = [];
  for (const name of mergedOrder([...was.keys()], [...here.keys()], [...there.keys()])) {
    const value = merge(name, was.get(name), here.get(name), there.get(name));
    if (value !== undefined) merged.push(value);
  }
  return merged;
}

// helpers //////////

const NAMES = ['key', 'field', 'name', 'id', 'view', 'report', 'label', 'title'];

function named(items: readonly Json[]): Map<string, Json> | null {
  const byName = new Map<string, Json>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null || byName.has(name)) return null;
    byName.set(name, item);
  }
  return byName;
}

/** A text names itself, a row of fields is named by the first of them, an object by its key, field or label. */
function nameOf(item: Json): string | null {
  if (typeof item === 'string') return item;
  if (Array.isArray(item)) return item[0] === undefined ? null : nameOf(item[0]);
  if (typeof item !== 'object' || item === null) return null;
  const named = NAMES.map((key) => item[key]).find((value) => value !== undefined);
  if (typeof named === 'string') return named;
  return typeof named === 'object' && named !== null && !Array.isArray(named)
    ? textOf(named as Record<string, string>, 'en', JSON.stringify(named))
    : null;
}
