import { expect, test } from 'vitest';
import { type Column, cellTexts, conventionsOf } from '../../../../../runtime/server/records/export-text.ts';
import { registry, SALES } from '../../../../support/configuration.ts';

const deal = registry(SALES).entities.get('deal')!;
const columns = (...paths: string[]) =>
  paths.map((path): Column => ({ path, name: path, field: deal.fields.get(path) }));

test('cells are written as spreadsheets read them in the person’s language', () => {
  const record = {
    amount: { amount: '-1234.5', currency: 'UAH' },
    margin: '0.25',
    close_date: '2026-12-01',
    stage: 'new',
    customer: { id: '7', title: 'Lisova' },
    loss_reason: null,
  };
  const wanted = columns('amount', 'margin', 'close_date', 'stage', 'customer', 'loss_reason');
  expect(cellTexts(record, wanted, conventionsOf('uk', 'Europe/Kyiv'))).toEqual([
    '-1234,5',
    '0,25',
    '2026-12-01',
    'Нова',
    'Lisova',
    '',
  ]);
  expect(cellTexts(record, wanted, conventionsOf('en', 'UTC')).slice(0, 4)).toEqual([
    '-1234.5',
    '0.25',
    '2026-12-01',
    'New',
  ]);
});

test.each(['=1+1', '+380', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1+1'])(
  'what people typed is never a formula: %j',
  (typed) => {
    const record = { name: typed, customer: { id: '7', title: typed } };
    const texts = cellTexts(record, columns('name', 'customer', 'title'), conventionsOf('en', 'UTC'));
    expect(texts).toEqual([`'${typed}`, `'${typed}`, '']);
  },
);
