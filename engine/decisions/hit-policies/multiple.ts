/** The policies that take all rules (DMN 1.5 §8.2.8.2): in rule order, in output order, collected, or worked into one value. */
import type { Value } from '#metadata/value.ts';
import { numberOf } from '#metadata/value.ts';
import type { Evaluation } from '../logic.ts';
import { loop, runLoop } from '../looping.ts';
import { defineHitPolicy, type HitPolicy, type Match } from './hit-policy.ts';
import { byPriority } from './priority.ts';

export const ruleOrder = defineHitPolicy({
  name: 'RULE ORDER',
  givesList: true,
  choose: (matches) => ({ take: 'all', matches }),
});

export const outputOrder = defineHitPolicy({
  name: 'OUTPUT ORDER',
  givesList: true,
  choose: (matches, outputs) => ({ take: 'all', matches: byPriority(matches, outputs) }),
});

export const collect = defineHitPolicy({
  name: 'COLLECT',
  givesList: true,
  choose: (matches) => ({ take: 'all', matches }),
});

export const collectSum = aggregated('SUM', 'sum(list)');
export const collectMin = aggregated('MIN', 'min(list)');
export const collectMax = aggregated('MAX', 'max(list)');

export const collectCount = defineHitPolicy({
  name: 'COLLECT COUNT',
  type: { kind: 'number' },
  choose: (matches) => ({ take: 'value', value: numberOf(matches.length) }),
});

// helpers //////////

/** Over the values of the first output; of no rules there is nothing to work out. */
function aggregated(name: string, source: string): HitPolicy {
  const aggregate = loop(source);
  return defineHitPolicy({
    name: `COLLECT ${name}`,
    choose(matches: readonly Match[], outputs, evaluation: Evaluation) {
      if (outputs.length > 1) {
        return { take: 'nothing', why: `${name} works on one output; the table has ${outputs.length}.` };
      }
      if (matches.length === 0) return { take: 'one', match: null };
      const values: Value[] = matches.map((match) => match.outputs[0]!);
      return { take: 'value', value: runLoop(aggregate, values, () => null, evaluation) };
    },
  });
}
