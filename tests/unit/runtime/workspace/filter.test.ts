import { expect, test } from 'vitest';
import { readFilter, sentFilter, writtenFilter } from '../../../../runtime/workspace/list/filter.ts';
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
