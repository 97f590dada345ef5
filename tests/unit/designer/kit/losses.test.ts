/** What a plan takes away, and confirming it. */
import { expect, test } from 'vitest';
import type { Consequence } from '#metadata/change.ts';
import { isConfirmed, lossesOf } from '../../../../designer/kit/plan/losses.ts';

const consequence = (severity: Consequence['severity'], count?: number): Consequence => ({
  severity,
  code: 'values_kept',
  text: '',
  params: count === undefined ? {} : { count },
});

test('dangerous consequences are summed, others are not', () => {
  const losses = lossesOf([
    { consequences: [consequence('danger', 1200), consequence('info', 7)] },
    { consequences: [consequence('danger', 34), consequence('danger')] },
  ]);
  expect(losses.count).toBe(1234);
  expect(losses.consequences).toHaveLength(3);
});

test.each(['1234', '1,234', '1 234', '1\u00a0234', '1.234'])('%j confirms 1234', (typed) => {
  expect(isConfirmed({ consequences: [], count: 1234 }, typed)).toBe(true);
});

test('another number or none does not; without losses nothing is asked', () => {
  for (const typed of ['', '123', '12345', 'all'])
    expect(isConfirmed({ consequences: [], count: 1234 }, typed)).toBe(false);
  expect(isConfirmed({ consequences: [], count: 0 }, '')).toBe(true);
});
