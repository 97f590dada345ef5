/** By which flow of the new version a token came to a join, or goes on: the one of the same id, or between the same elements. */
import type { Element } from '../process.ts';
import { likeOf, type Names } from './likeness.ts';

/** `isIncoming`: the token waits at `like`, which the flow leads to; else it will leave it. Null: there is no such flow. */
export function flowOf(names: Names, id: string, like: Element, isIncoming: boolean): string | null {
  const there = isIncoming ? like.incoming : like.outgoing;
  if (there.some((flow) => flow.id === id)) return id;
  const before = names.before.flows.get(id);
  if (before === undefined) return null;
  const other = likeOf(names, (isIncoming ? before.source : before.target).id);
  const found = there.find((flow) => (isIncoming ? flow.source : flow.target) === other);
  return found?.id ?? (!isIncoming && there.length === 1 ? there[0]!.id : null);
}
