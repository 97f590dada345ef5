/** Filters of views as lists of conditions: what can be shown so, and that it comes back as it was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Conditions,
  isComplete,
  quoted,
  readConditions,
  unquoted,
  writeConditions,
} from '../../../../designer/view/conditions.ts';

describe('filters that are lists', () => {
  test.each<[string, Conditions['join'], readonly unknown[]]>([
    ['stage = "won"', 'and', [{ path: 'stage', op: '=', values: ['"won"'] }]],
    [
      'stage in ("won", "lost, or not") and amount >= 100',
      'and',
      [
        { path: 'stage', op: 'in', values: ['"won"', '"lost, or not"'] },
        { path: 'amount', op: '>=', values: ['100'] },
      ],
    ],
    [
      'customer.city = null or responsible = me',
      'or',
      [
        { path: 'customer.city', op: 'empty', values: [] },
        { path: 'responsible', op: '=', values: ['me'] },
      ],
    ],
    [
      'due < today() + duration("P1D")',
      'and',
      [{ path: 'due', op: '<', values: ['today() + duration("P1D")'] }],
    ],
    ['pipeline(stage).outcome = null', 'and', [{ path: 'pipeline(stage).outcome', op: 'empty', values: [] }]],
    ['paid_on != null', 'and', [{ path: 'paid_on', op: 'filled', values: [] }]],
  ])('%s', (feel, join, items) => {
    expect(readConditions(feel)).toEqual({ join, items });
    expect(writeConditions(readConditions(feel)!)).toBe(feel);
  });
});

test.each([
  'list contains(me.teams, responsible.team)',
  'pipeline(stage).probability > 50',
  'a = 1 and b = 2 or c = 3',
  'not(a = 1)',
  '(a = 1)',
  'amount between 1 and 2',
  'a = b = c',
])('%s stays an expression', (feel) => {
  expect(readConditions(feel)).toBeNull();
});

test('nothing is no condition', () => {
  expect(readConditions('  ')).toEqual({ join: 'and', items: [] });
});

test('any text survives quoting, also within a list', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), (texts) => {
      const feel = writeConditions({
        join: 'or',
        items: [{ path: 'name', op: 'in', values: texts.map(quoted) }],
      });
      const read = readConditions(feel);
      expect(read?.items[0]?.values.map(unquoted)).toEqual(texts);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('a condition without its value is not complete', () => {
  expect(isComplete({ path: 'a', op: '=', values: [''] })).toBe(false);
  expect(isComplete({ path: 'a', op: 'in', values: [] })).toBe(false);
  expect(isComplete({ path: 'a', op: 'empty', values: [] })).toBe(true);
});
