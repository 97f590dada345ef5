import { expect, test } from 'vitest';
import {
  type Filter,
  readFilter,
  sentFilter,
  withItem,
  writtenFilter,
} from '../../../../runtime/workspace/list/filter.ts';
import { readListSearch } from '../../../../runtime/workspace/list/list-search.ts';
import { directionOf, pressed } from '../../../../runtime/workspace/list/sorting.ts';

test('a filter is sent with ids where people see titles', () => {
  const filter = {
    join: 'any' as const,
    conditions: [
      { field: 'customer', op: '=', value: { id: '7', title: 'Lisova Pekarnia' } },
      {
        field: 'owner',
        op: 'in',
        value: [
          { id: '1', title: 'Iryna' },
          { id: '2', title: 'Taras' },
        ],
      },
      { field: 'amount', op: '>', value: '1000' },
      { field: 'closed', op: 'empty' },
      { field: 'owner', op: '=', value: { $: 'me' } },
    ],
  };

  expect(sentFilter(filter)).toEqual({
    any: [
      { field: 'customer', op: '=', value: '7' },
      { field: 'owner', op: 'in', value: ['1', '2'] },
      { field: 'amount', op: '>', value: '1000' },
      { field: 'closed', op: 'empty' },
      { field: 'owner', op: '=', value: { $: 'me' } },
    ],
  });
  expect(readFilter(writtenFilter(filter))).toEqual(filter);
});

test('no condition is no filter', () => {
  expect(sentFilter({ join: 'all', conditions: [] })).toBeUndefined();
  expect(writtenFilter({ join: 'all', conditions: [] })).toBeUndefined();
});

test('groups stand within groups, down to a depth people can read; empty ones ask for nothing', () => {
  const late = { field: 'close', op: '<', value: { $: 'today' } };
  const large = { field: 'amount', op: '>', value: '1000' };
  const filter: Filter = {
    join: 'all',
    conditions: [late, { join: 'any', conditions: [large, { join: 'all', conditions: [late] }] }],
  };
  expect(readFilter(writtenFilter(filter))).toEqual(filter);
  expect(sentFilter(filter)).toEqual({ all: [late, { any: [large, { all: [late] }] }] });
  expect(sentFilter({ join: 'all', conditions: [late, { join: 'any', conditions: [] }] })).toEqual({
    all: [late],
  });
  expect(readFilter({ all: [{ any: [{ all: [{ any: [late] }] }] }] })).toBeUndefined();
});

test('an item is put, added, taken away', () => {
  const a = { field: 'a', op: 'empty' };
  const b = { field: 'b', op: 'empty' };
  const one = { join: 'all' as const, conditions: [a] };
  expect(withItem(one, 1, b).conditions).toEqual([a, b]);
  expect(withItem(one, 0, b).conditions).toEqual([b]);
  expect(withItem(one, 0, null).conditions).toEqual([]);
});

test('what is no filter of this page is left alone', () => {
  for (const given of [null, 7, 'amount > 7', {}, { all: [] }, { all: [{ any: [] }] }, { some: 'lines' }])
    expect(readFilter(given)).toBeUndefined();
});

test('an address somebody wrote by hand does not break the list', () => {
  expect(readListSearch({ view: 7, as: 'calendar', where: [1], sort: 'amount', columns: [1] })).toEqual({
    view: '7',
    as: undefined,
    where: undefined,
    search: undefined,
    sort: undefined,
    columns: undefined,
  });
});

test('a column is pressed: up, down, then as the view has it', () => {
  expect(directionOf([], 'amount')).toBeNull();
  const up = pressed([], 'amount')!;
  expect(directionOf(up, 'amount')).toBe('up');
  const down = pressed(up, 'amount')!;
  expect(directionOf(down, 'amount')).toBe('down');
  expect(pressed(down, 'amount')).toBeUndefined();
});
