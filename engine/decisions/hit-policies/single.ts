/** The policies that take one rule (DMN 1.5 §8.2.8.1): unique, any, priority, first. */
import { loop, runLoop } from '../looping.ts';
import { defineHitPolicy } from './hit-policy.ts';
import { byPriority } from './priority.ts';

const ALL_EQUAL = loop('every item in list satisfies item = list[1]');

/** At most one rule may fire. */
export const unique = defineHitPolicy({
  name: 'UNIQUE',
  choose(matches) {
    if (matches.length <= 1) return { take: 'one', match: matches[0] ?? null };
    const rows = matches.map(({ row }) => row).join(', ');
    return { take: 'nothing', why: `The rules ${rows} fire together, but only one may.` };
  },
});

/** Several rules may fire, with the same outputs. */
export const any = defineHitPolicy({
  name: 'ANY',
  choose(matches, _outputs, evaluation) {
    const outputs = matches.map((match) => [...match.outputs]);
    if (runLoop(ALL_EQUAL, outputs, () => null, evaluation) === true) {
      return { take: 'one', match: matches[0] ?? null };
    }
    const rows = matches.map(({ row }) => row).join(', ');
    return { take: 'nothing', why: `The rules ${rows} fire together with different outputs.` };
  },
});

/** The rule whose outputs stand first in the lists of output values. */
export const priority = defineHitPolicy({
  name: 'PRIORITY',
  choose: (matches, outputs) => ({ take: 'one', match: byPriority(matches, outputs)[0] ?? null }),
});

export const first = defineHitPolicy({
  name: 'FIRST',
  stopsAtFirst: true,
  choose: ([match]) => ({ take: 'one', match: match ?? null }),
});
