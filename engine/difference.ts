/**
 * What a unit of work changed in one instance, in words of the model: which element instances begin and end, which events
 * are waited for from then on or no more. The preview of an operation tells it before it is carried out.
 */
import { type Instance, type Key, type Node, ROOT, type Wait } from './instance.ts';
import type { InstanceChange } from './unit.ts';

export interface Difference {
  readonly kind: 'begins' | 'ends' | 'awaits' | 'awaitsNoMore';
  /** Of the version before for `ends` and `awaitsNoMore`, of the one after for the others. */
  readonly element: string;
}

/** Each named once, however often it is there; `before` with all chunks that the unit read. */
export function differenceOf(before: Instance, { instance: after, deleted }: InstanceChange): Difference[] {
  const looked = [...Object.keys(after.chunks), ...deleted];
  const then = partsOf(before, looked);
  const now = partsOf(after, looked);
  return [
    ...named('ends', then.nodes, now.nodes),
    ...named('begins', now.nodes, then.nodes),
    ...named('awaitsNoMore', then.waits, now.waits),
    ...named('awaits', now.waits, then.waits),
  ];
}

// helpers //////////

interface Parts {
  readonly nodes: ReadonlyMap<Key, Node>;
  /** Events that are waited for beside the own work of an element. */
  readonly waits: ReadonlyMap<Key, Wait>;
}

function partsOf({ chunks }: Instance, ids: readonly Key[]): Parts {
  const nodes = new Map<Key, Node>();
  const waits = new Map<Key, Wait>();
  for (const id of ids) {
    for (const [key, node] of Object.entries(chunks[id]?.nodes ?? {})) if (key !== ROOT) nodes.set(key, node);
    for (const [key, wait] of Object.entries(chunks[id]?.waits ?? {}))
      if (wait.node !== undefined) waits.set(key, wait);
  }
  return { nodes, waits };
}

function named(
  kind: Difference['kind'],
  those: ReadonlyMap<Key, { readonly element: string }>,
  others: ReadonlyMap<Key, unknown>,
): Difference[] {
  const elements = new Set([...those].flatMap(([key, { element }]) => (others.has(key) ? [] : [element])));
  return [...elements].map((element) => ({ kind, element }));
}
