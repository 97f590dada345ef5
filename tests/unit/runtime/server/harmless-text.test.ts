import { expect, test } from 'vitest';
import { harmless, unmarked } from '../../../../runtime/server/harmless-text.ts';

test.each(['=1+1', '+380', '-2+3', '@SUM(A1)', '\tx', '\rx', '\nx', '\0x', '＝1+1', '＋1', '－1', '＠x'])(
  'what a spreadsheet would run is marked, and comes back as it was: %j',
  (typed) => {
    expect(harmless(typed)).toBe(`'${typed}`);
    expect(unmarked(harmless(typed))).toBe(typed);
  },
);

test.each(['', 'Anna', "'quoted'", "o'clock", '1-2', 'a=b'])('other text stays as it is: %j', (typed) => {
  expect(harmless(typed)).toBe(typed);
  expect(unmarked(typed)).toBe(typed);
});
