import { describe, expect, it } from 'vitest';
import { gather } from '../../../../runtime/server/gather.ts';

/** Goes that end when the test says so. */
function held(lanes: number, most = 100) {
  const goes: { items: readonly number[]; end: () => void }[] = [];
  const ask = gather<number, string>({
    lanes,
    most,
    mayBeOneItem: () => true,
    run: (items) =>
      new Promise((resolve) => {
        goes.push({ items, end: () => resolve(items.map((item) => `answer ${item}`)) });
      }),
  });
  return { goes, ask, turn: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('gather', () => {
  it('does what is ready in the same turn in one go and answers each caller', async () => {
    // given
    const { goes, ask, turn } = held(1);

    // when
    const answers = Promise.all([ask(1), ask(2), ask(3)]);
    await turn();
    goes[0]!.end();

    // then
    expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
    expect(goes.map(({ items }) => items)).toEqual([[1, 2, 3]]);
  });

  it('gathers while its lanes are busy', async () => {
    // given
    const { goes, ask, turn } = held(1);
    const first = ask(1);
    await turn();

    // when
    const others = Promise.all([ask(2), ask(3)]);
    await turn();
    const before = goes.length;
    goes[0]!.end();
    await first;
    await turn();
    await turn();
    goes[1]!.end();

    // then
    expect(await others).toEqual(['answer 2', 'answer 3']);
    expect([before, goes.length]).toEqual([1, 2]);
  });

  it('takes no more than it may at once', async () => {
    // given
    const { goes, ask, turn } = held(2, 2);

    // when
    const answers = Promise.all([1, 2, 3].map((item) => ask(item)));
    await turn();
    await turn();
    for (const { end } of goes) end();

    // then
    expect(await answers).toHaveLength(3);
    expect(goes.map(({ items }) => items)).toEqual([[1, 2], [3]]);
  });

  it('shares a rush between its free lanes', async () => {
    // given
    const { goes, ask, turn } = held(2);

    // when
    const answers = Promise.all(Array.from({ length: 90 }, (_, item) => ask(item)));
    await turn();
    await turn();
    for (const { end } of goes) end();

    // then
    expect(await answers).toHaveLength(90);
    expect(goes.map(({ items }) => items.length)).toEqual([45, 45]);
  });

  const failing = (mayBeOneItem: boolean) => {
    const sizes: number[] = [];
    const ask = gather<number, number>({
      lanes: 1,
      most: 100,
      mayBeOneItem: () => mayBeOneItem,
      async run(items) {
        sizes.push(items.length);
        if (items.includes(3)) throw new Error('three is bad');
        return items;
      },
    });
    return { sizes, all: () => Promise.allSettled([1, 2, 3, 4].map((item) => ask(item))) };
  };

  it('lets a bad item sink alone', async () => {
    const { all } = failing(true);
    expect((await all()).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('does not try again what no single item can have caused', async () => {
    const { all, sizes } = failing(false);
    expect((await all()).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(sizes).toEqual([4]);
  });
});
