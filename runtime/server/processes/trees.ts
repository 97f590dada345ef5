/**
 * Call trees in memory: the instances of a tree as last committed by this node. The cache may be behind another node's
 * write; then the commit is refused by the revision, the tree is forgotten and loaded again.
 */
import type { Instance } from '#engine/instance.ts';
import type { Queryable } from '../db/database.ts';
import { loadInstance } from '../store/instances.ts';

export interface Tree {
  readonly root: string;
  /** Members that are loaded; null: known not to exist. */
  readonly instances: Map<string, Instance | null>;
}

export interface Trees {
  of(root: string): Tree;
  /** The tree of that root is in memory. */
  has(root: string): boolean;
  forget(root: string): void;
  readonly size: () => number;
}

/** Keeps the most recently used `most` trees. */
export function createTrees(most = 10_000): Trees {
  const trees = new Map<string, Tree>();
  return {
    size: () => trees.size,
    has: (root) => trees.has(root),
    of(root) {
      const known = trees.get(root);
      const tree = known ?? { root, instances: new Map() };
      // A Map keeps the order of insertion, so the first key is the one used longest ago.
      if (known) trees.delete(root);
      trees.set(root, tree);
      if (trees.size > most) trees.delete(trees.keys().next().value as string);
      return tree;
    },
    forget: (root) => void trees.delete(root),
  };
}

/** What is in memory of an instance is older than what is stored: the two can't be put together. */
export class Behind extends Error {
  override readonly name = 'Behind';
}

/** The member with these chunks besides the root chunk, loading what is missing. Throws `Behind`. */
export async function member(
  db: Queryable,
  tree: Tree,
  id: string,
  chunks: readonly string[] = [],
): Promise<Instance | null> {
  const known = tree.instances.get(id);
  if (known === null) return null;
  const missing = known ? chunks.filter((chunk) => !(chunk in known.chunks)) : chunks;
  if (known && missing.length === 0) return known;
  const loaded = await loadInstance(db, id, missing);
  if (known && loaded?.revision !== known.revision) throw new Behind();
  const instance = loaded && known ? { ...loaded, chunks: { ...known.chunks, ...loaded.chunks } } : loaded;
  tree.instances.set(id, instance);
  return instance;
}
