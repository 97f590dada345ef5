/** Records that look alike as groups: whoever looks like one of a group belongs to it. Asked by the work list, page by page. */
import type { DuplicateList } from '../../api/records.ts';
import type { Queryable } from '../db/database.ts';
import { type FoundPair, openPairsOf } from '../store/duplicates.ts';
import type { FullAsker } from './asker.ts';
import { recordTitles } from './read.ts';

/** More records than this are no group to go through; what is beyond comes when these are done. */
const MOST = 200;

/** These pairs and all that hang together with them. */
export async function pairsAround(
  db: Queryable,
  entity: string,
  pairs: readonly FoundPair[],
): Promise<FoundPair[]> {
  const found = new Map(pairs.map((pair) => [keyOfPair(pair), pair]));
  const known = new Set<string>();
  for (;;) {
    const fresh = [...found.values()]
      .flatMap(({ one, other }) => [one, other])
      .filter((id) => !known.has(id));
    if (fresh.length === 0 || known.size > MOST + pairs.length * 2) return [...found.values()];
    for (const id of fresh) known.add(id);
    for (const pair of await openPairsOf(db, entity, [...new Set(fresh)])) found.set(keyOfPair(pair), pair);
  }
}

/** Titles by id, of the records that may be seen. */
export async function titlesIn(
  db: Queryable,
  who: FullAsker,
  entity: string,
  pairs: readonly FoundPair[],
): Promise<Map<string, string>> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const titles = await recordTitles(
    db,
    who,
    ids.map((id) => ({ entity, id })),
  );
  return new Map(
    ids.flatMap((id) => {
      const title = titles.get(`${entity}:${id}`);
      return title === undefined ? [] : [[id, title] as const];
    }),
  );
}

/** The groups, by the key of the pair that was found first. */
export function groupsOf(pairs: readonly FoundPair[]): Map<string, readonly FoundPair[]> {
  const groupOf = new Map<string, FoundPair[]>();
  for (const pair of pairs) {
    const [a, b] = [groupOf.get(pair.one), groupOf.get(pair.other)];
    const joined = [...(a ?? []), ...(b && b !== a ? b : []), pair];
    for (const { one, other } of joined) for (const id of [one, other]) groupOf.set(id, joined);
  }
  return new Map(
    [...new Set(groupOf.values())].map((group) => {
      const sorted = [...group].sort((x, y) => (order(x) < order(y) ? -1 : 1));
      return [keyOfPair(sorted[0]!), sorted] as const;
    }),
  );
}

export function told(
  pairs: readonly FoundPair[],
  titles: ReadonlyMap<string, string>,
): DuplicateList['items'][number] {
  // Ids begin with the time they were made.
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort();
  return {
    records: ids.map((id) => ({ id, title: titles.get(id)! })),
    pairs: pairs.map(({ one, other }) => [one, other]),
    foundAt: pairs[0]!.foundAt,
  };
}

export function keyOfPair({ one, other }: FoundPair): string {
  return `${one} ${other}`;
}

// helpers //////////

const order = ({ foundAt, one, other }: FoundPair): string => `${foundAt} ${one} ${other}`;
