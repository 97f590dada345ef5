import { expect, test } from 'vitest';
import { testClock } from '../../../../../runtime/server/clock.ts';
import { createWaitingWorkers } from '../../../../../runtime/server/operations/waiting-workers.ts';

/** Tasks by topic, and how often somebody looked. */
function office() {
  const clock = testClock(0);
  const free = new Map<string, string[]>();
  const seen = { looks: 0, givenBack: [] as string[], atLook: () => {} };
  const workers = createWaitingWorkers<string>({
    clock,
    async take({ topics }) {
      seen.looks++;
      seen.atLook();
      for (const { topic } of topics) {
        const task = free.get(topic)?.shift();
        if (task) return [task];
      }
      return [];
    },
    giveBack: async (tasks) => void seen.givenBack.push(...tasks),
    onError: (error) => {
      throw error;
    },
  });
  const waits = (topic: string, gone = new AbortController()) => {
    const answer = { tasks: null as readonly string[] | null };
    const done = workers.wait({ worker: 'w', topics: [{ topic }] }, 60_000, gone.signal);
    void done.then((tasks) => {
      answer.tasks = tasks;
    });
    return { answer, done };
  };
  /** Lets everything that is under way come to its end: nothing here waits for the world. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, free, seen, workers, waits, settled };
}

test('a hundred who wait for one topic cost two looks when one task of it comes, and the longest waiting has it', async () => {
  const { free, seen, workers, waits, settled } = office();
  const all = Array.from({ length: 100 }, () => waits('charge'));
  free.set('charge', ['task 1']);
  workers.ring(['charge']);
  await all[0]!.done;
  await settled();
  expect(all[0]!.answer.tasks).toEqual(['task 1']);
  expect(all.slice(1).every(({ answer }) => answer.tasks === null)).toBe(true);
  expect(seen.looks).toBe(2);
});

test('tasks of other topics wake nobody', async () => {
  const { seen, workers, waits, settled } = office();
  for (let i = 0; i < 100; i++) waits('charge');
  workers.ring(['ship', 'pack']);
  await settled();
  expect(seen.looks).toBe(0);
});

test('all look again after a while, together, for a lock that runs out tells nobody', async () => {
  const { clock, seen, free, waits, settled } = office();
  const [first] = Array.from({ length: 100 }, () => waits('charge'));
  clock.moveTo(5_000);
  await settled();
  expect(seen.looks).toBe(1);
  free.set('charge', ['task 1']);
  clock.moveTo(10_000);
  expect(await first!.done).toEqual(['task 1']);
});

test('whose time is over goes with nothing; whose connection is gone gets nothing, and what was taken for it is free again', async () => {
  const { clock, free, seen, workers, waits, settled } = office();
  const gone = new AbortController();
  const { answer } = waits('charge', gone);
  free.set('charge', ['task 1']);
  seen.atLook = () => gone.abort();
  workers.ring(['charge']);
  await settled();
  expect(answer.tasks).toEqual([]);
  expect(seen.givenBack).toEqual(['task 1']);
  // and
  seen.atLook = () => {};
  const late = waits('charge');
  clock.moveTo(60_000);
  expect(await late.done).toEqual([]);
});

test('what rings while it looks is looked for as well', async () => {
  const { free, seen, workers, waits } = office();
  const charge = waits('charge');
  const ship = waits('ship');
  seen.atLook = () => {
    seen.atLook = () => {};
    free.set('ship', ['task 2']);
    workers.ring(['ship']);
  };
  free.set('charge', ['task 1']);
  workers.ring(['charge']);
  expect(await charge.done).toEqual(['task 1']);
  expect(await ship.done).toEqual(['task 2']);
});
