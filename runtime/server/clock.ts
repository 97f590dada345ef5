/**
 * Time comes in from outside everywhere (QUALITY §2): servers and commands get their database's (`database-clock.ts`), tests the
 * machine's or one they move by hand.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `deed` once when the clock has reached `at`; returns how to give up. */
  at(at: number, deed: () => void): () => void;
}

/** Longest delay setTimeout knows (2^31 - 1 ms, about 24.8 days). */
const LONGEST = 2_147_483_647;

export const realClock: Clock = {
  now: () => Date.now(),
  at(at, deed) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = at - Date.now();
      timer = setTimeout(left > LONGEST ? wait : deed, Math.min(Math.max(left, 0), LONGEST));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

export interface TestClock extends Clock {
  /** Moves the time forward and calls what became due, earliest first. */
  moveTo(at: number): void;
}

export function testClock(start: number): TestClock {
  let now = start;
  const waiting = new Set<{ at: number; deed: () => void }>();
  return {
    now: () => now,
    at(at, deed) {
      const entry = { at, deed };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    moveTo(at) {
      now = Math.max(now, at);
      for (const entry of [...waiting].filter((one) => one.at <= now).sort((a, b) => a.at - b.at)) {
        if (waiting.delete(entry)) entry.deed();
      }
    },
  };
}
