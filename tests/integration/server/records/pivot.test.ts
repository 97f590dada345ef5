import { expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation(SALES);
const { records, system, person } = testRecords(potik);
const seller = await person('Sam', ['seller'], { teamIds: [] });
const kyiv = await records.create(system, 'customer', { name: 'Acme', segment: 'vip', city: 'Kyiv' });
const lviv = await records.create(system, 'customer', { name: 'Bolt', segment: 'small', city: 'Lviv' });
const deals: [typeof kyiv, string | null, string][] = [
  [kyiv, '100', '2026-01-10'],
  [kyiv, '300', '2026-02-10'],
  [lviv, '50', '2026-02-20'],
  [lviv, null, '2026-07-01'],
];
for (const [customer, amount, close_date] of deals)
  await records.create(system, 'deal', {
    name: 'D',
    customer: customer.id,
    close_date,
    ...(amount && { amount: { amount, currency: 'UAH' } }),
    responsible: seller.personId,
  });

const money = (amount: string) => ({ amount, currency: 'UAH' });

it('crosses a lookup with a part of a date, with exact totals', async () => {
  const table = await records.pivot(system, 'deal', {
    rows: ['customer'],
    columns: [{ field: 'close_date', by: 'quarter' }],
    aggregate: { n: 'count', mean: { avg: 'amount' } },
  });
  expect(table.rows).toEqual([
    { customer: { id: kyiv.id, title: 'Acme' } },
    { customer: { id: lviv.id, title: 'Bolt' } },
  ]);
  expect(table.columns).toEqual([{ close_date: '2026-01-01' }, { close_date: '2026-07-01' }]);
  expect(table.cells).toEqual([
    [{ n: 2, mean: money('200.00') }, null],
    [
      { n: 1, mean: money('50.00') },
      { n: 1, mean: null },
    ],
  ]);
  expect(table.totals.rows).toMatchObject([{ n: 2 }, { n: 2, mean: money('50.00') }]);
  // (100 + 300 + 50) / 3, which is no average of the averages
  expect(table.totals.columns).toMatchObject([{ n: 3, mean: money('150.00') }, { n: 1 }]);
  expect(table.totals.all).toEqual({ n: 4, mean: money('150.00') });
});

it('is the same as asking cell by cell', async () => {
  const { rows, columns, cells } = await records.pivot(system, 'deal', {
    rows: ['customer.segment', 'stage'],
    columns: [{ field: 'close_date', by: 'month' }, 'customer.city'],
    aggregate: { n: 'count' },
  });
  for (const [r, row] of rows.entries())
    for (const [c, column] of columns.entries()) {
      const from = String(column.close_date);
      const to = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 1))
        .toISOString()
        .slice(0, 10);
      const { items } = await records.query(system, 'deal', {
        where: {
          all: [
            { field: 'customer.segment', op: '=', value: row['customer.segment']! },
            { field: 'stage', op: '=', value: row.stage! },
            { field: 'customer.city', op: '=', value: column['customer.city']! },
            { field: 'close_date', op: '>=', value: from },
            { field: 'close_date', op: '<', value: to },
          ],
        },
      });
      expect(cells[r]![c]?.n ?? 0).toBe(items.length);
    }
});

it('needs no columns, and gives zero of nothing', async () => {
  const table = await records.pivot(system, 'deal', { rows: ['stage'], aggregate: { n: 'count' } });
  expect(table).toEqual({
    rows: [{ stage: 'new' }],
    columns: [],
    cells: [[]],
    totals: { rows: [{ n: 4 }], columns: [], all: { n: 4 } },
  });
  const none = await records.pivot(system, 'deal', {
    rows: ['stage'],
    aggregate: { n: 'count' },
    where: 'amount > 1000',
  });
  expect(none).toMatchObject({ rows: [], totals: { all: { n: 0 } } });
});

it('counts only what may be seen, and knows no hidden field', async () => {
  const table = await records.pivot(seller, 'deal', { rows: ['stage'], aggregate: { n: 'count' } });
  expect(table.totals.all.n).toBe((await records.query(seller, 'deal', {})).items.length);
  const asked = [
    { rows: ['margin'], aggregate: { n: 'count' as const } },
    { rows: ['stage'], columns: ['margin'], aggregate: { n: 'count' as const } },
    { rows: ['stage'], aggregate: { n: { sum: 'margin' } } },
    { rows: ['stage'], aggregate: { n: 'count' as const }, where: 'margin > 1' },
  ];
  for (const query of asked) {
    const hidden = await refusal(records.pivot(seller, 'deal', query));
    const unknown = await refusal(
      records.pivot(seller, 'deal', JSON.parse(JSON.stringify(query).replaceAll('margin', 'nothing'))),
    );
    expect(JSON.stringify(hidden).replaceAll('margin', 'nothing')).toBe(JSON.stringify(unknown));
  }
});

it('is refused in sentences where it can not be', async () => {
  const mistakes: [unknown, string][] = [
    [{ rows: [], aggregate: { n: 'count' } }, 'one or two fields'],
    [{ rows: ['stage'], columns: ['stage'], aggregate: { n: 'count' } }, 'stage is in both'],
    [{ rows: ['stage'], aggregate: {} }, 'between 1 and 20 figures'],
    [{ rows: ['stage', 'customer', 'name'], aggregate: { n: 'count' } }, 'at most 2'],
    [{ rows: ['stage'], aggregate: { n: 'count' }, sort: ['n'] }, 'only where'],
  ];
  for (const [query, words] of mistakes)
    expect(JSON.stringify(await refusal(records.pivot(system, 'deal', query as never)))).toContain(words);
});

it('is refused where nobody could read it', async () => {
  await potik.db.query(
    `insert into data.customer (id, name, city) select gen_random_uuid(), 'C' || n, 'City ' || n from generate_series(1, 1100) n`,
  );
  const large = await refusal(
    records.pivot(system, 'customer', { rows: ['name'], aggregate: { n: 'count' } }),
  );
  expect(large.message).toContain('more than 1000 rows');
  const wide = await refusal(
    records.pivot(system, 'customer', { rows: ['segment'], columns: ['city'], aggregate: { n: 'count' } }),
  );
  expect(wide.message).toContain('100 columns');
});
