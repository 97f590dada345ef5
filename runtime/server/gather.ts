/**
 * Work of one kind that is ready at the same moment, done in one go: units of the engine are committed by it, and reads by key
 * that many requests ask for at once. There is no timer: while a go is under way the next one gathers, so a lone item never
 * waits for company and a busy server does many at a time. Each caller hears of its own item only.
 */

/** A go of this many gains little by being larger: what waits beyond is left for the other lanes, so that one is under way while the next is made. */
const FULL = 32;

export interface GatherOptions<Item, Answer> {
  /** Answers in the order of the items. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** Goes under way at once. */
  readonly lanes: number;
  /** Items of one go at most. */
  readonly most: number;
  /** An error that one bad item may have caused: the go is done again in halves, so that it doesn't sink its neighbours. */
  readonly mayBeOneItem: (error: unknown) => boolean;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export function gather<Item, Answer>(options: GatherOptions<Item, Answer>): (item: Item) => Promise<Answer> {
  const { run, lanes, most, mayBeOneItem } = options;
  const waiting: Waiting<Item, Answer>[] = [];
  let busy = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || busy >= lanes || waiting.length === 0) return;
    scheduled = true;
    // What becomes ready within this turn of the event loop goes along.
    setImmediate(() => {
      scheduled = false;
      const share = Math.max(FULL, Math.ceil(waiting.length / (lanes - busy)));
      busy++;
      void go(waiting.splice(0, Math.min(most, share))).finally(() => {
        busy--;
        schedule();
      });
      schedule();
    });
  }

  async function go(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => void resolve(answers[index]!));
    } catch (error) {
      if (batch.length === 1 || !mayBeOneItem(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await go(batch.slice(0, middle));
      await go(batch.slice(middle));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
