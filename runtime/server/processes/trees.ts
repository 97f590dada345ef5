/**
 * Call trees in memory: the instances of a tree as last committed by this node. The cache may be behind another node's
 * write; then the commit is refused by the revision, the tree is forgotten and loaded again.
 */
import type { Instance } from '#engine/instance.ts';
import type { Queryable } from '../db/database.ts';
import { loadChunks, loadInstance } from '../store/instances.ts';

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

/** The member with these chunks besides the root chunk, loading what is missing. */
export async function member(
  db: Queryable,
  tree: Tree,
  id: string,
  chunks: readonly string[] = [],
): Promise<Instance | null> {
  let instance = tree.instances.get(id);
  if (instance === undefined) {
    instance = await loadInstance(db, id);
    tree.instances.set(id, instance);
  }
  if (!instance) return null;
  const missing = chunks.filter((chunk) => !(chunk in instance!.chunks));
  if (missing.length) {
    instance = { ...instance, chunks: { ...instance.chunks, ...(await loadChunks(db, id, missing)) } };
    tree.instances.set(id, instance);
  }
  return instance;
}
