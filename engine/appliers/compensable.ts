/** The compensation log of a scope. */
import { type Compensable, type Key, ROOT } from '../instance.ts';
import { type Draft, nodeOf, putNode } from '../state/draft.ts';

export function keepCompensable(draft: Draft, scope: Key | undefined, entry: Compensable): void {
  const key = scope ?? ROOT;
  const node = nodeOf(draft, key)!;
  putNode(draft, key, { ...node, done: [...(node.done ?? []), entry] });
}

export function dropCompensables(draft: Draft, scope: Key | undefined, keys: readonly Key[]): void {
  const key = scope ?? ROOT;
  const { done, ...node } = nodeOf(draft, key)!;
  const left = (done ?? []).filter((entry) => !keys.includes(entry.key));
  putNode(draft, key, left.length === 0 ? node : { ...node, done: left });
}
