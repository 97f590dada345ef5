/** Rules by the importance of their outputs: the lists of output values say it, the first clause counting most. */
import type { Value } from '#metadata/value.ts';
import { toState } from '#metadata/value-json.ts';
import type { Match, OutputClause } from './hit-policy.ts';

/** The most important first; rules of one rank stay in the order of the table. */
export function byPriority(matches: readonly Match[], outputs: readonly OutputClause[]): Match[] {
  const ranks = outputs.map(({ order }) => new Map(order.map((value, index) => [keyOf(value), index])));
  const rankOf = ({ outputs: values }: Match, clause: number): number => {
    // A value that is not listed comes behind all that are; a clause without a list has no say.
    const rank = ranks[clause]!;
    return rank.size === 0 ? 0 : (rank.get(keyOf(values[clause]!)) ?? rank.size);
  };
  return matches.toSorted((a, b) => {
    for (const clause of outputs.keys()) {
      const order = rankOf(a, clause) - rankOf(b, clause);
      if (order !== 0) return order;
    }
    return 0;
  });
}

// helpers //////////

function keyOf(value: Value): string {
  return JSON.stringify(toState(value));
}
