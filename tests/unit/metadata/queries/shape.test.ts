import { expect, it } from 'vitest';
import { type Asker, groupQuery, listQuery, UNRESTRICTED } from '#metadata/query.ts';
import { registry, SALES } from '../../../support/configuration.ts';

const sales = registry(SALES);
const deal = sales.entities.get('deal')!;
const asker: Asker = {
  registry: sales,
  viewer: { personId: null, teamIds: [], departmentIds: [], language: 'en' },
  clock: { now: Date.UTC(2026, 10, 22), zone: 'UTC' },
  rights: UNRESTRICTED,
};

function shape(query: object) {
  const checked = listQuery(query, deal, asker);
  if (!checked.ok) throw new Error(checked.problem.message);
  return checked.value.shape();
}

it('names fields with how they narrow, the order and the search, and no value', () => {
  // when
  const asked = shape({
    where: {
      all: [
        { field: 'name', op: 'contains', value: 'secret words' },
        { field: 'amount', op: '>', value: { amount: 5, currency: 'UAH' } },
        { field: 'customer.city', op: '=', value: 'Kyiv' },
        { not: { field: 'name', op: '=', value: 'other' } },
      ],
    },
    sort: ['-amount'],
    search: 'more words',
  });
  // then
  expect(asked).toEqual({
    filters: [
      { field: 'amount', by: 'range' },
      { field: 'customer.city', by: 'value' },
      { field: 'name', by: 'other' },
      { field: 'name', by: 'words' },
    ],
    sort: ['-amount'],
    search: true,
  });
});

it('is the same whatever the values and the order of the conditions', () => {
  const one = { field: 'name', op: '=', value: 'A' };
  const two = { field: 'customer.city', op: 'in', value: ['B', 'C'] };
  expect(shape({ where: { all: [one, two] } })).toEqual(
    shape({
      where: {
        any: [
          { ...two, value: ['X'] },
          { ...one, value: 'Y' },
        ],
      },
    }),
  );
});

it('knows figures too', () => {
  const checked = groupQuery({ where: 'name = "A"', aggregate: { n: 'count' } }, deal, asker);
  expect(checked.ok && checked.value.shape()).toEqual({
    filters: [{ field: 'name', by: 'value' }],
    sort: [],
    search: false,
  });
});
