import { expect, test } from 'vitest';
import type { RecordValues } from '../../../../runtime/api/records.ts';
import {
  firstDay,
  type Grouping,
  groupKeyOf,
  lastDay,
  linesOf,
  outside,
  type RecordGroup,
} from '../../../../runtime/workspace/list/grouping.ts';

const record = (id: string, values: Record<string, unknown> = {}) =>
  ({ id, version: 1, ...values }) as RecordValues;
const group = (key: string, value: unknown = key): RecordGroup => ({ key, value, count: 1, figures: {} });
const by = (path: string, part: Grouping['by'], sql: string) =>
  ({ path, by: part, field: { columns: [{ sql }] }, way: [] }) as unknown as Grouping;
const shape = (lines: ReturnType<typeof linesOf>) =>
  lines.map((line) =>
    line.kind === 'group' ? `${line.open ? '-' : '+'} ${line.group.key}` : line.record.id,
  );

test('lines follow the groups, records stand under theirs', () => {
  // given
  const records = [
    record('1', { stage: 'new' }),
    record('2', { stage: 'won' }),
    record('3', { stage: 'won' }),
  ];
  const keyOf = ({ stage }: RecordValues) => String(stage);

  // when
  const lines = linesOf(records, [group('new'), group('lost'), group('won')], keyOf, new Set(['lost']), true);

  // then
  expect(shape(lines)).toEqual(['- new', '1', '+ lost', '- won', '2', '3']);
});

test('groups behind the last record loaded wait for the next page', () => {
  const records = [record('1', { stage: 'new' })];
  const keyOf = ({ stage }: RecordValues) => String(stage);
  expect(shape(linesOf(records, [group('new'), group('won')], keyOf, new Set(), false))).toEqual([
    '- new',
    '1',
  ]);
});

test('a record whose group was not counted yet is shown all the same', () => {
  const records = [record('1', { stage: 'new' }), record('2', { stage: 'late' })];
  const keyOf = ({ stage }: RecordValues) => String(stage);
  expect(shape(linesOf(records, [group('new')], keyOf, new Set(), true))).toEqual(['- new', '1', '2']);
});

test('days belong to the week of their Monday and to their month', () => {
  expect(firstDay('2026-11-22', 'week')).toBe('2026-11-16');
  expect(firstDay('2026-11-23', 'week')).toBe('2026-11-23');
  expect(firstDay('2026-03-01', 'week')).toBe('2026-02-23');
  expect(firstDay('2028-02-29', 'month')).toBe('2028-02-01');
  expect(lastDay('2028-02-01', 'month')).toBe('2028-02-29');
  expect(lastDay('2026-12-28', 'week')).toBe('2027-01-03');
});

test('an instant belongs to the day of the person’s zone', () => {
  const due = by('due', 'day', 'timestamptz(3)');
  expect(groupKeyOf(record('1', { due: '2026-11-22T22:30:00.000Z' }), due, 'Europe/Kyiv')).toBe('2026-11-23');
  expect(groupKeyOf(record('1', { due: null }), due, 'Europe/Kyiv')).toBe('');
});

test('references are told apart by their id', () => {
  const customer = by('customer', null, 'uuid');
  expect(groupKeyOf(record('1', { customer: { id: '7', title: 'Lisova' } }), customer, 'UTC')).toBe('7');
});

test('closed groups become conditions: not their value, not empty, not within their days', () => {
  const customer = by('customer', null, 'uuid');
  const closed = [group('7', { id: '7', title: 'Lisova' }), group('', null)];
  expect(outside(closed, customer, 'UTC')).toEqual([
    { field: 'customer', op: '!=', value: '7' },
    { field: 'customer', op: '!=', value: null },
  ]);
  expect(outside([group('2026-11-01')], by('close', 'month', 'date'), 'UTC')).toEqual([
    {
      not: {
        all: [
          { field: 'close', op: '>=', value: '2026-11-01' },
          { field: 'close', op: '<', value: '2026-12-01' },
        ],
      },
    },
  ]);
  expect(outside([group('2026-11-22')], by('due', 'day', 'timestamptz(3)'), 'Europe/Kyiv')).toEqual([
    {
      not: {
        all: [
          { field: 'due', op: '>=', value: '2026-11-21T22:00:00.000Z' },
          { field: 'due', op: '<', value: '2026-11-22T22:00:00.000Z' },
        ],
      },
    },
  ]);
});
