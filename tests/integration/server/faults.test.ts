/** Servers and their database break under load, once each; `npm run faults` does it again and again, with more servers, and for minutes. */
import { expect, test } from 'vitest';
import { FAULTS } from '../../support/faults/faults.ts';

// Servers of their own have pools of their own.
test.skipIf(process.env.POTIK_TEST_POOL).each([
  ['kill', 2],
  ['database', 1],
  ['stop', 1],
])('%s: everything that was begun comes to its end, once', { timeout: 300_000 }, async (name, nodes) => {
  const { wrong } = await FAULTS[name]!.run({ nodes, rounds: 1 });
  expect(wrong).toEqual([]);
});
