/** One thing at a time for each call tree (DECISIONS 4): commands for the same tree queue here, others run beside. */
export interface Mailbox {
  run<T>(root: string, deed: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
  readonly size: () => number;
}

export function createMailbox(): Mailbox {
  const tails = new Map<string, Promise<unknown>>();
  let idlers: (() => void)[] = [];

  return {
    size: () => tails.size,
    run(root, deed) {
      const before = tails.get(root);
      const result = before ? before.then(deed, deed) : deed();
      tails.set(root, result);
      const done = () => {
        if (tails.get(root) === result) tails.delete(root);
        if (tails.size === 0) {
          const waiting = idlers;
          idlers = [];
          for (const wake of waiting) wake();
        }
      };
      result.then(done, done);
      return result;
    },
    idle: () => (tails.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
