import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { databaseClock } from '../../../../runtime/server/database-clock.ts';

const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-29T00:59:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A clock on a machine whose wall clock, monotonic clock and database are moved by hand. */
async function machine() {
  const state = { database: Date.parse('2026-03-29T00:59:00Z'), uptime: 5_000, reachable: true };
  const db = {
    query: async () => {
      if (!state.reachable) throw new Error('connection refused');
      return { rows: [{ now: state.database }], rowCount: 1 };
    },
  };
  const clock = await databaseClock({ db: db as never, monotonic: () => state.uptime });
  const pass = async (by: number) => {
    state.database += by;
    state.uptime += by;
    await vi.advanceTimersByTimeAsync(by);
  };
  return { clock, state, pass };
}

test('a jump of the wall clock, forward or back, changes nothing', async () => {
  // given
  const { clock, state, pass } = await machine();
  const began = clock.now();

  for (const jump of [HOUR, -2 * HOUR]) {
    // when
    vi.setSystemTime(Date.now() + jump);

    // then
    expect(clock.now()).toBe(began);
  }
  await pass(500);
  expect(clock.now()).toBe(began + 500);
  expect(state.database).toBe(clock.now());
  clock.close();
});

test('two nodes with clocks an hour apart mean the same time', async () => {
  const first = await machine();
  vi.setSystemTime(Date.now() + HOUR);
  const second = await machine();
  expect(second.clock.now()).toBe(first.clock.now());
  first.clock.close();
  second.clock.close();
});

test('what is to be done at a time is done then, whatever the wall clock does meanwhile', async () => {
  // given
  const { clock, pass } = await machine();
  const done: number[] = [];
  clock.at(clock.now() + 2 * 60_000, () => done.push(clock.now()));
  const given = vi.fn();
  clock.at(clock.now() + 60_000, given)();

  // when
  vi.setSystemTime(Date.now() + HOUR);
  for (let second = 0; second < 119; second++) await pass(1000);

  // then
  expect(done).toEqual([]);
  await pass(1000);
  expect(done).toHaveLength(1);
  expect(given).not.toHaveBeenCalled();
  clock.close();
});

test('it follows the database, and keeps counting while it can’t be reached', async () => {
  // given
  const { clock, state, pass } = await machine();

  // when the database moves to a machine whose clock is two seconds ahead
  state.database += 2000;
  await clock.look();

  // then
  expect(clock.now()).toBe(state.database);

  // when it can't be reached
  state.reachable = false;
  await pass(60_000);

  // then
  expect(clock.now()).toBe(state.database);
  clock.close();
});
