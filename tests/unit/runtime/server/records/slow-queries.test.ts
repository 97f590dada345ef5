import { expect, it } from 'vitest';
import type { QueryShape } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { testClock } from '../../../../../runtime/server/clock.ts';
import { createSlowQueries, MOST_SHAPES } from '../../../../../runtime/server/records/slow-queries.ts';

const START = Date.UTC(2026, 10, 22, 9);
const CITY: QueryShape = { filters: [{ field: 'city', by: 'value' }], sort: ['name'], search: false };
const customer = { key: 'customer' } as Entity;

function watched(start = START) {
  const clock = testClock(start);
  const slow = createSlowQueries(clock);
  const run = (ms: number, shape = CITY, rows = [{}]) =>
    slow.watch('list', customer, { shape: () => shape }, async () => {
      clock.moveTo(clock.now() + ms);
      return { rows };
    });
  return { clock, slow, run };
}

it('adds up what is slow by shape and the day it began, and forgets what was taken', async () => {
  // given
  const { slow, run } = watched(Date.UTC(2026, 10, 22, 23, 59, 59, 421));
  // when
  await run(99);
  await run(100);
  await run(380, { ...CITY, filters: [...CITY.filters] }, [{}, {}]);
  await run(2_000);
  // then
  const about = { entity: 'customer', what: 'list', shape: CITY };
  expect(slow.take()).toEqual([
    { ...about, day: '2026-11-22', count: 2, totalMs: 480, mostMs: 380, rows: 3 },
    { ...about, day: '2026-11-23', count: 1, totalMs: 2_000, mostMs: 2_000, rows: 1 },
  ]);
  expect(slow.take()).toEqual([]);
});

it('does not work out the shape of what is fast', async () => {
  const slow = createSlowQueries(testClock(START));
  const shape = () => {
    throw new Error('it was worked out');
  };
  await slow.watch('list', customer, { shape }, async () => ({ rows: [] }));
  expect(slow.take()).toEqual([]);
});

it('keeps no shape that is larger than a key of an index may be', async () => {
  const { slow, run } = watched();
  const filters = Array.from({ length: 60 }, (_, i) => ({
    field: `a_long_field_${i}`,
    by: 'value' as const,
  }));
  await run(500, { ...CITY, filters });
  expect(slow.take()).toEqual([]);
});

it('notes what was given up, and hands on why', async () => {
  const { clock, slow } = watched();
  const given = slow.watch('figures', customer, { shape: () => CITY }, async () => {
    clock.moveTo(clock.now() + 60_000);
    throw new Error('canceling statement due to statement timeout');
  });
  await expect(given).rejects.toThrow('statement timeout');
  expect(slow.take()).toMatchObject([{ what: 'figures', count: 1, mostMs: 60_000, rows: 0 }]);
});

it('remembers so many shapes and no more', async () => {
  const { slow, run } = watched();
  for (let i = 0; i <= MOST_SHAPES; i++) await run(100, { ...CITY, sort: [`f${i}`] });
  await run(100, { ...CITY, sort: ['f0'] });
  const taken = slow.take();
  expect(taken).toHaveLength(MOST_SHAPES);
  expect(taken[0]).toMatchObject({ shape: { sort: ['f0'] }, count: 2 });
});
