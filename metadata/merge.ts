/**
 * Three-way merge of a solution's definitions: what the maker delivered last time, what stands in the installation, what the
 * maker delivers now. Changes made here stay, changes made there come in; where both changed the same thing it is a conflict,
 * told with its path: here wins, unless it was decided otherwise.
 */
import { type Definition, type DefinitionId, idOf, type Path, pathText, sameContent } from './definition.ts';
import { mergeList } from './merging/merge-list.ts';
import { mergedOrder } from './merging/order.ts';
import type { Json } from './value.ts';

export type Side = 'ours' | 'theirs';

export interface MergeConflict {
  readonly definition: DefinitionId;
  readonly path: Path;
  /** In words: what both sides did and which one counts. */
  readonly message: string;
  /** What was delivered last time; left out where it was not there. */
  readonly base?: Json;
  /** What each side has there; left out where it has removed it. */
  readonly ours?: Json;
  readonly theirs?: Json;
  readonly takes: Side;
}

export interface Merged {
  readonly definitions: readonly Definition[];
  readonly conflicts: readonly MergeConflict[];
}

/** How a conflict is called when it is decided: `form/deal sections.Delivery`. */
export function conflictName({ definition, path }: Pick<MergeConflict, 'definition' | 'path'>): string {
  return path.length === 0 ? definition : `${definition} ${pathText(path)}`;
}

/** @param decisions side by name of the conflict; "ours" where none is given */
export function mergeDefinitions(
  base: readonly Definition[],
  ours: readonly Definition[],
  theirs: readonly Definition[],
  decisions: ReadonlyMap<string, Side> = new Map(),
): Merged {
  const byId = (list: readonly Definition[]) =>
    new Map(list.map((definition) => [idOf(definition), definition]));
  const [was, here, there] = [byId(base), byId(ours), byId(theirs)];
  const definitions: Definition[] = [];
  const conflicts: MergeConflict[] = [];
  for (const id of new Set([...there.keys(), ...here.keys()])) {
    const [before, own, other] = [was.get(id), here.get(id), there.get(id)];
    const settle: Settle = (path, old, mine, foreign) => {
      const takes = decisions.get(conflictName({ definition: id, path })) ?? 'ours';
      conflicts.push({
        definition: id,
        path,
        message: sentence(path, mine, foreign, takes),
        ...(old !== undefined && { base: old }),
        ...(mine !== undefined && { ours: mine }),
        ...(foreign !== undefined && { theirs: foreign }),
        takes,
      });
      return takes === 'ours' ? mine : foreign;
    };
    const merged = mergeContent(before?.content, own?.content, other?.content, [], settle);
    if (merged !== undefined) definitions.push({ ...(other ?? own)!, content: merged });
  }
  return { definitions, conflicts };
}

// helpers //////////

/** Notes a conflict and says what stands there then. undefined stands for "not there". */
type Settle = (
  path: Path,
  base: Json | undefined,
  ours: Json | undefined,
  theirs: Json | undefined,
) => Json | undefined;

function mergeContent(
  old: Json | undefined,
  own: Json | undefined,
  other: Json | undefined,
  path: Path,
  settle: Settle,
): Json | undefined {
  if (same(own, other) || same(old, other)) return own;
  if (same(old, own)) return other;
  if (isObject(own) && isObject(other))
    return mergeObjects(isObject(old) ? old : {}, own, other, path, settle);
  if (Array.isArray(old) && Array.isArray(own) && Array.isArray(other)) {
    const merged = mergeList(old, own, other, (name, a, b, c) =>
      mergeContent(a, b, c, [...path, name], settle),
    );
    if (merged) return merged;
  }
  return settle(path, old, own, other);
}

function sentence(path: Path, own: Json | undefined, other: Json | undefined, takes: Side): string {
  const where = path.length ? `"${pathText(path)}"` : 'The definition';
  const mine = takes === 'ours';
  if (own === undefined)
    return `${where} was removed here and changed by the solution; ${mine ? 'it stays removed' : 'it comes back'}.`;
  if (other === undefined)
    return `${where} was changed here and removed by the solution; ${mine ? 'it stays' : 'it is removed'}.`;
  return `${where} was changed both here and by the solution; ${mine ? 'the change made here stays' : "the solution's change is taken"}.`;
}

function mergeObjects(
  old: Record<string, Json>,
  own: Record<string, Json>,
  other: Record<string, Json>,
  path: Path,
  settle: Settle,
): Json {
  const merged: Record<string, Json> = {};
  for (const key of mergedOrder(Object.keys(old), Object.keys(own), Object.keys(other))) {
    const value = mergeContent(at(old, key), at(own, key), at(other, key), [...path, key], settle);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
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
