import { expect, test } from 'vitest';
import { nearestName } from '#metadata/nearest-name.ts';

test.each([
  ['custmer', ['customer', 'contract'], 'customer'],
  ['Customer', ['customer'], 'customer'],
  ['amuont', ['amount', 'account'], 'amount'],
  ['x', ['y', 'zz'], 'y'],
  ['stage', ['owner', 'amount'], null],
  ['колсть', ['кількість', 'вартість'], null],
  ['кількісь', ['кількість', 'вартість'], 'кількість'],
  ['', [], null],
])('"%s" among %j is %s', (wrong, names, expected) => {
  expect(nearestName(wrong, names)).toBe(expected);
});
