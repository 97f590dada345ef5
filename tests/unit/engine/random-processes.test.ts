/**
 * Random processes against the reference: after every step the same waits are open, the same sum is reached, and both have
 * ended or not; at last, history gives the same state as life. State goes through its stored form after every unit, as if
 * the server had been started anew. `RANDOM_RUNS`, `RANDOM_DEPTH` and `RANDOM_SEED` make it larger, by command.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomProcess } from '../../support/random-process/arbitrary.ts';
import type { RandomProcess } from '../../support/random-process/block.ts';
import { startReference } from '../../support/random-process/reference.ts';
import { startRandom } from '../../support/random-process/run.ts';

const RUNS = Number(process.env.RANDOM_RUNS ?? 300);
const DEPTH = Number(process.env.RANDOM_DEPTH ?? 3);
const SEED = Number(process.env.RANDOM_SEED ?? 7);

async function follow(model: RandomProcess): Promise<void> {
  const expected = startReference(model);
  const actual = await startRandom(model);
  const path: string[] = [];
  for (const pick of [...model.picks, null]) {
    const waits = expected.waits();
    expect(
      { waits: actual.waits(), total: actual.total(), ended: actual.ended() },
      `${JSON.stringify(model)}\nafter ${path.join(', ') || 'the start'}`,
    ).toEqual({ waits, total: expected.total(), ended: expected.ended() });
    if (pick === null || waits.length === 0) break;
    const index = pick % waits.length;
    const how = Math.floor(pick / waits.length);
    path.push(waits[index]!.element);
    if (how % 5 === 4 && expected.redo(index)) actual.redo(index);
    else {
      expected.happen(index, how);
      actual.happen(index, how);
    }
  }
  for (const { live, replayed } of actual.replayed()) expect(replayed).toEqual(live);
}

it('does what the reference says, whatever is drawn and whatever happens', { timeout: 600_000 }, () =>
  fc.assert(fc.asyncProperty(randomProcess({ depth: DEPTH, nodes: 40, picks: 12 }), follow), {
    numRuns: RUNS,
    seed: SEED,
  }),
);
