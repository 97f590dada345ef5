/** Every scenario of `../shared/conformance`, and every one of our own, on the pure core. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { memoryTarget } from '../../support/conformance/memory-target.ts';
import { DEFAULT_CLOCK, runScenario } from '../../support/conformance/run-scenario.ts';
import { type FoundScenario, findScenarios, sharedFolder } from '../../support/conformance/scenario.ts';
import { watch } from '../../support/conformance/watch.ts';
import { scriptAnswers } from '../../support/scripts.ts';

const shared = sharedFolder();
const answer = await scriptAnswers();

function play(scenarios: readonly FoundScenario[]): void {
  test('there are some', () => expect(scenarios.length).toBeGreaterThan(0));
  for (const found of scenarios) {
    test(found.scenario.id, async () => {
      const target = memoryTarget({
        now: Date.parse(found.scenario.clock ?? DEFAULT_CLOCK),
        answer,
        ...watch(),
      });
      // A step that does not hold rejects with its number and what was there instead.
      await expect(runScenario(found, target)).resolves.toBeUndefined();
    });
  }
}

describe.skipIf(shared === null)('scenarios of ../shared/conformance', () =>
  play(shared === null ? [] : findScenarios(join(shared, 'conformance'))),
);

describe('scenarios of our own', () =>
  play(findScenarios(fileURLToPath(new URL('../../conformance/scenarios', import.meta.url)))));
