/**
 * When a worker looks for work: at once when somebody rings, when the next thing is due, and now and then in case a ring was
 * lost (50 ms after work, doubling to 5 s when idle).
 */
import type { Clock } from '../clock.ts';

export interface Alarm {
  /** Something may be due now. Cheap; rings while a round runs make one more round. */
  ring(): void;
  /** Stops; resolves when the running round is done. */
  stop(): Promise<void>;
}

export interface AlarmOptions {
  readonly clock: Clock;
  /** One round of work: says whether there was any, and when the next thing is due. */
  readonly round: () => Promise<{ worked: boolean; next: number | null }>;
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two rounds, where nobody waits for the work at once and much of it in one go is cheaper. */
  readonly pace?: number;
}

const BUSY = 50;
const IDLE = 5_000;

export function startAlarm({ clock, round, onError, pace = 0 }: AlarmOptions): Alarm {
  let running: Promise<void> | null = null;
  let rung = false;
  let stopped = false;
  let pause = BUSY;
  let cancel: (() => void) | null = null;
  let resting = false;

  function ring(): void {
    rung = true;
    if (running || resting || stopped) return;
    cancel?.();
    cancel = null;
    running = rounds().finally(() => {
      running = null;
      if (rung && !stopped) ring();
    });
  }

  /** Rings of this time are answered at its end. */
  function rest(): void {
    resting = true;
    cancel = clock.at(clock.now() + pace, () => {
      resting = false;
      if (rung) ring();
      else sleep(null);
    });
  }

  /** Until the next thing is due, or the next look. */
  function sleep(next: number | null): void {
    const now = clock.now();
    const poll = now + pause;
    pause = Math.min(pause * 2, IDLE);
    cancel = clock.at(next === null ? poll : Math.min(Math.max(next, now), poll), ring);
  }

  async function rounds(): Promise<void> {
    let next: number | null = null;
    while (rung && !stopped) {
      rung = false;
      try {
        const result = await round();
        next = result.next;
        if (result.worked) {
          pause = BUSY;
          rung = true;
        } else if (pace > 0) break;
      } catch (error) {
        onError(error);
        next = null;
      }
    }
    if (stopped) return;
    if (pace > 0) rest();
    else sleep(next);
  }

  ring();
  return {
    ring,
    async stop() {
      stopped = true;
      cancel?.();
      await running;
    },
  };
}
