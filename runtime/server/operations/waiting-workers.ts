/**
 * Workers that wait for external tasks of their topics. They are woken when there is one of them, and served one after the other,
 * the longest waiting first: who gets nothing tells all that want no more than that, so that a hundred who wait for one task
 * cost two looks and not a hundred.
 */
import type { FetchExternalTasks } from '../../api/external-tasks.ts';
import type { Clock } from '../clock.ts';

export interface WaitingWorkers<Task> {
  /**
   * Resolves with tasks as soon as there are some; with none at `until`, or when nobody wants the answer any more.
   * @param input whose topics are looked at
   */
  wait(input: FetchExternalTasks, until: number, gone: AbortSignal): Promise<readonly Task[]>;
  /** There may be tasks of these topics; null: of any. */
  ring(topics: readonly string[] | null): void;
}

export interface WaitingWorkersOptions<Task> {
  readonly clock: Clock;
  readonly take: (input: FetchExternalTasks) => Promise<readonly Task[]>;
  /** Who they were taken for has gone meanwhile. */
  readonly giveBack: (tasks: readonly Task[], input: FetchExternalTasks) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** A lock that runs out rings no bell, so all look again now and then. */
const LOOK_AGAIN = 5_000;

interface Waiter<Task> {
  readonly input: FetchExternalTasks;
  readonly end: (tasks: readonly Task[]) => void;
}

export function createWaitingWorkers<Task>(options: WaitingWorkersOptions<Task>): WaitingWorkers<Task> {
  const { clock, take, giveBack, onError } = options;
  const waiting = new Set<Waiter<Task>>();
  /** Topics to look for, once the round under way is over; null: any. */
  let rung: Set<string> | null | undefined;
  let serving = false;
  let stopLooking: (() => void) | null = null;

  function lookAgain(): void {
    stopLooking ??= clock.at(clock.now() + LOOK_AGAIN, () => {
      stopLooking = null;
      ring(null);
    });
  }

  function ring(topics: readonly string[] | null): void {
    if (waiting.size === 0) return;
    if (topics === null || rung === null) rung = null;
    else rung = new Set([...(rung ?? []), ...topics]);
    if (!serving) void serve().catch(onError);
  }

  async function serve(): Promise<void> {
    serving = true;
    try {
      while (rung !== undefined) {
        const topics: Set<string> | null = rung;
        rung = undefined;
        await serveAll([...waiting].filter(({ input }) => topics === null || wants(input, topics)));
      }
    } finally {
      serving = false;
      if (waiting.size > 0) lookAgain();
    }
  }

  async function serveAll(waiters: readonly Waiter<Task>[]): Promise<void> {
    const nothingFor = new Set<string>();
    for (const waiter of waiters) {
      const wanted = waiter.input.topics.map(sought);
      if (!waiting.has(waiter) || wanted.every((one) => nothingFor.has(one))) continue;
      const tasks = await take(waiter.input);
      if (tasks.length === 0) for (const one of wanted) nothingFor.add(one);
      else if (waiting.has(waiter)) waiter.end(tasks);
      else await giveBack(tasks, waiter.input);
    }
  }

  return {
    wait(input, until, gone) {
      return new Promise((resolve) => {
        const end = (tasks: readonly Task[]) => {
          waiting.delete(waiter);
          gone.removeEventListener('abort', nobody);
          cancel();
          if (waiting.size === 0) {
            stopLooking?.();
            stopLooking = null;
          }
          resolve(tasks);
        };
        const nobody = () => end([]);
        const waiter: Waiter<Task> = { input, end };
        const cancel = clock.at(until, nobody);
        gone.addEventListener('abort', nobody);
        waiting.add(waiter);
        lookAgain();
        if (gone.aborted) nobody();
      });
    },
    ring,
  };
}

// helpers //////////

function wants({ topics }: FetchExternalTasks, rung: ReadonlySet<string>): boolean {
  return topics.some(({ topic }) => rung.has(topic));
}

function sought({ topic, process }: FetchExternalTasks['topics'][number]): string {
  return JSON.stringify([topic, process ?? null]);
}
