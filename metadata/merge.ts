/**
 * Three-way merge of a solution's definitions: what the maker delivered last time, what stands in the installation, what the
 * maker delivers now. Changes made here stay, changes made there come in; where both changed the same thing, here wins and
 * it is told.
 */
import { type Definition, type DefinitionId, idOf, type Path, pathText, sameContent } from './definition.ts';
import type { Json } from './value.ts';

export interface MergeConflict {
  readonly definition: DefinitionId;
  readonly path: Path;
  /** In words: what both sides did. */
  readonly message: string;
}

export interface Merged {
  readonly definitions: readonly Definition[];
  readonly conflicts: readonly MergeConflict[];
}

export function mergeDefinitions(
  base: readonly Definition[],
  ours: readonly Definition[],
  theirs: readonly Definition[],
): Merged {
  const byId = (list: readonly Definition[]) =>
    new Map(list.map((definition) => [idOf(definition), definition]));
  const [was, here, there] = [byId(base), byId(ours), byId(theirs)];
  const definitions: Definition[] = [];
  const conflicts: MergeConflict[] = [];
  for (const id of new Set([...there.keys(), ...here.keys()])) {
    const [old, own, other] = [was.get(id), here.get(id), there.get(id)];
    const say = (path: Path, message: string) => conflicts.push({ definition: id, path, message });
    const merged = mergeContent(old?.content, own?.content, other?.content, [], say);
    if (merged !== undefined) definitions.push({ ...(other ?? own)!, content: merged });
  }
  return { definitions, conflicts };
}

// helpers //////////

type Say = (path: Path, message: string) => void;

/** undefined stands for "not there". */
function mergeContent(
  old: Json | undefined,
  own: Json | undefined,
  other: Json | undefined,
  path: Path,
  say: Say,
): Json | undefined {
  if (same(own, other) || same(old, other)) return own;
  if (same(old, own)) return other;
  if (isObject(own) && isObject(other)) return mergeObjects(isObject(old) ? old : {}, own, other, path, say);
  const where = path.length ? `"${pathText(path)}"` : 'The definition';
  if (own === undefined)
    say(path, `${where} was removed here and changed by the solution; it stays removed.`);
  else if (other === undefined) say(path, `${where} was changed here and removed by the solution; it stays.`);
  else say(path, `${where} was changed both here and by the solution; the change made here stays.`);
  return own;
}

function mergeObjects(
  old: Record<string, Json>,
  own: Record<string, Json>,
  other: Record<string, Json>,
  path: Path,
  say: Say,
): Json {
  const merged: Record<string, Json> = {};
  for (const key of mergedOrder(Object.keys(old), Object.keys(own), Object.keys(other))) {
    const value = mergeContent(at(old, key), at(own, key), at(other, key), [...path, key], say);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** Our order, with keys that are new there put behind the neighbour they follow there; their order where we kept the old one. */
function mergedOrder(old: readonly string[], own: readonly string[], other: readonly string[]): string[] {
  const common = (list: readonly string[]) =>
    list.filter((key) => own.includes(key) && other.includes(key) && old.includes(key)).join('\n');
  const [first, second] = common(own) === common(old) ? [other, own] : [own, other];
  const order = [...first];
  for (const [i, key] of second.entries()) {
    if (order.includes(key)) continue;
    const before = second
      .slice(0, i)
      .reverse()
      .find((neighbour) => order.includes(neighbour));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  }
  return order;
}

function at(object: Record<string, Json>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameContent(a, b));
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
