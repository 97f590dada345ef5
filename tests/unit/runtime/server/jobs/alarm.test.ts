/** When a worker looks for work; the clock is the test's. */
import { expect, it } from 'vitest';
import { testClock } from '../../../../../runtime/server/clock.ts';
import { startAlarm } from '../../../../../runtime/server/jobs/alarm.ts';

/** An alarm that notes when its rounds run. What waits are lengths of work, in rounds. */
function noted(more: { readonly pace?: number; readonly next?: number } = {}) {
  const clock = testClock(0);
  const rounds: number[] = [];
  let left = 0;
  const alarm = startAlarm({
    clock,
    onError: () => {},
    ...more,
    async round() {
      rounds.push(clock.now());
      if (left > 0) left--;
      return { worked: left > 0, next: more.next ?? null };
    },
  });
  return {
    alarm,
    rounds,
    work: (count: number) => {
      left = count;
    },
    async at(time: number) {
      clock.moveTo(time);
      await settled();
    },
  };
}

/** Until everything that needs no time has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('answers a ring at once, and looks by itself less and less often', async () => {
  const { alarm, rounds, at } = noted();
  await settled();
  for (const time of [49, 50, 149, 150, 349, 350]) await at(time);
  expect(rounds).toEqual([0, 50, 150, 350]);
  await at(360);
  alarm.ring();
  await settled();
  expect(rounds.at(-1)).toBe(360);
  await alarm.stop();
});

it('wakes when the next thing is due', async () => {
  const { alarm, rounds, at } = noted({ next: 20 });
  await settled();
  await at(19);
  await at(20);
  expect(rounds).toEqual([0, 20]);
  await alarm.stop();
});

it('goes on while there is work', async () => {
  const { alarm, rounds, work } = noted();
  await settled();
  work(3);
  alarm.ring();
  await settled();
  expect(rounds).toHaveLength(4);
  await alarm.stop();
});

it('with a pace, rings in between are answered together, and a backlog without a rest', async () => {
  const { alarm, rounds, work, at } = noted({ pace: 200 });
  await settled();
  for (const time of [10, 20, 199]) {
    await at(time);
    alarm.ring();
    await settled();
  }
  expect(rounds).toEqual([0]);
  await at(200);
  expect(rounds).toEqual([0, 200]);
  work(3);
  alarm.ring();
  await at(400);
  expect(rounds).toEqual([0, 200, 400, 400, 400]);
  // and after a rest without a ring it sleeps, and answers at once
  await at(600);
  await at(610);
  alarm.ring();
  await settled();
  expect(rounds.at(-1)).toBe(610);
  await alarm.stop();
});
