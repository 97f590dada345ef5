/**
 * Runs the scripts that steps ask for, in worker threads. Scripts that are asked for within one moment go to a worker
 * together. A worker that does not answer in time is ended; the scripts of its batch fail, the server goes on.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, ScriptAnswer, ScriptQuestion } from '#engine/asks.ts';
import type { Answered, Batch } from './script-worker.ts';

export interface ScriptPool {
  run(questions: readonly ScriptQuestion[]): Promise<Map<string, Answer>>;
  close(): Promise<void>;
}

export interface ScriptPoolOptions {
  readonly workers?: number;
  /** Milliseconds a script may take. */
  readonly deadline?: number;
  /** Text of a script of the solution, by name. */
  readonly textOf: (name: string) => string | null;
}

interface Waiting {
  readonly question: ScriptQuestion;
  readonly text: string;
  readonly resolve: (answer: ScriptAnswer) => void;
}

interface Slot {
  worker: Worker | null;
  busy: boolean;
}

const BATCH = 64;
/** Beyond the scripts' own deadlines: a worker that is slower than this hangs outside of QuickJS. */
const GRACE = 2_000;
/** The same for a worker that has to start first, on a machine that does much else. */
const START_GRACE = 20_000;

export function createScriptPool({ workers = 1, deadline = 1_000, textOf }: ScriptPoolOptions): ScriptPool {
  const waiting: Waiting[] = [];
  const slots: Slot[] = Array.from({ length: workers }, () => ({ worker: null, busy: false }));
  let batches = 0;
  let scheduled = false;
  let closed = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const slot of slots) {
        if (waiting.length === 0) return;
        if (!slot.busy) void serve(slot);
      }
    });
  }

  async function serve(slot: Slot): Promise<void> {
    slot.busy = true;
    while (waiting.length > 0 && !closed) {
      const batch = waiting.splice(0, BATCH);
      const answers = await ask(slot, batch);
      batch.forEach(({ resolve }, index) => void resolve(answers[index]!));
    }
    slot.busy = false;
  }

  function ask(slot: Slot, batch: readonly Waiting[]): Promise<readonly ScriptAnswer[]> {
    const grace = slot.worker ? GRACE : START_GRACE;
    slot.worker ??= newWorker();
    const worker = slot.worker;
    const id = ++batches;
    const scripts = batch.map(({ text, question: { variables, local, execution, task } }) => ({
      text,
      input: { variables, local, execution, task },
    }));
    return new Promise((resolve) => {
      const settle = (answers: readonly ScriptAnswer[]) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
        resolve(answers);
      };
      const fail = (reason: string) => {
        if (slot.worker === worker) slot.worker = null;
        void worker.terminate();
        settle(batch.map(() => ({ ok: false, failure: reason })));
      };
      const onMessage = (answered: Answered) => {
        if (answered.id === id) settle(answered.answers);
      };
      const onEnd = (error: unknown) =>
        fail(`The script's worker ended: ${error instanceof Error ? error.message : 'without a reason'}.`);
      const timer = setTimeout(
        () => fail('The script took too long and was stopped.'),
        deadline * batch.length + grace,
      );
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      worker.postMessage({ id, scripts, deadline } satisfies Batch);
    });
  }

  return {
    async run(questions) {
      const answers = new Map<string, Answer>();
      await Promise.all(
        questions.map(async (question) => {
          const text = question.script.text ?? textOf(question.script.name ?? '');
          const answer: ScriptAnswer =
            text === null
              ? {
                  ok: false,
                  failure: `There is no script ${JSON.stringify(question.script.name)} in the solution.`,
                }
              : await new Promise((resolve) => {
                  waiting.push({ question, text, resolve });
                  schedule();
                });
          answers.set(question.key, answer);
        }),
      );
      return answers;
    },
    async close() {
      closed = true;
      await Promise.all(slots.map((slot) => slot.worker?.terminate()));
      for (const { resolve } of waiting.splice(0)) resolve({ ok: false, failure: 'The server is stopping.' });
    },
  };
}

// helpers //////////

/** Built, the worker lies beside this file as JavaScript; from the sources it is TypeScript, which tsx reads. */
function newWorker(): Worker {
  const built = fileURLToPath(new URL('./script-worker.js', import.meta.url));
  if (existsSync(built)) return unreferenced(new Worker(built));
  const source = fileURLToPath(new URL('./script-worker.ts', import.meta.url));
  return unreferenced(
    new Worker(
      `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(source)}, ${JSON.stringify(import.meta.url)}))`,
      { eval: true },
    ),
  );
}

/** An idle worker keeps no process alive. */
function unreferenced(worker: Worker): Worker {
  worker.unref();
  return worker;
}
