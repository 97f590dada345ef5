/**
 * JavaScript of models and solutions, in QuickJS (DECISIONS 1): JSON in, JSON out, no way to the host but the promises it hands in.
 * Memory and stack are limited, `shouldStop` is asked while a script runs. The caller loads the WASM module and owns
 * workers and deadlines. A sandbox keeps its context from script to script, with everything a script could leave behind frozen
 * or removed; after `SandboxBroken` it must be thrown away with its module.
 */
import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Json } from '#metadata/value.ts';
import type { ScriptAnswer, ScriptQuestion } from './asks.ts';
import { PRELUDE } from './sandbox/prelude.ts';

export interface SandboxLimits {
  /** Bytes a script may use (default 32 MB). */
  readonly memory?: number;
  /** Bytes of stack (default 256 kB). */
  readonly stack?: number;
  /** Characters of JSON that a result may have (default 1,000,000). */
  readonly result?: number;
}

/** Functions of the host by name (`records.find`), for scripts of the form `function`. */
export type Capabilities = Readonly<Record<string, (args: readonly Json[]) => Promise<Json>>>;

export type ScriptInput = Pick<ScriptQuestion, 'variables' | 'local' | 'execution' | 'task'>;

export interface Sandbox {
  /** Runs a script text; the value of its last statement counts. */
  run(text: string, input: ScriptInput, shouldStop: () => boolean): ScriptAnswer;
  /** Calls the function that a script exports, with the variables and the host's functions. */
  call(
    text: string,
    input: ScriptInput,
    shouldStop: () => boolean,
    capabilities: Capabilities,
  ): Promise<ScriptAnswer>;
  /** Frees everything it holds. */
  dispose(): void;
}

/** The engine inside is in an undefined state: the module must not be used any more. */
export class SandboxBroken extends Error {
  override readonly name = 'SandboxBroken';
}

const MEMORY = 32 * 1024 * 1024;
const STACK = 256 * 1024;
const RESULT = 1_000_000;

export function newSandbox(module: QuickJSWASMModule, limits: SandboxLimits = {}): Sandbox {
  let state = open(module, limits);
  let stop: (() => boolean) | null = null;
  let stopped = false;
  watch();

  return {
    run(text, input, shouldStop) {
      return guarded(shouldStop, (context) => {
        const args = [context.newString(text), context.newString(JSON.stringify(input))];
        const result = context.callFunction(state.run, context.undefined, ...args);
        for (const handle of args) handle.dispose();
        if (result.error) return failed(context, result.error);
        const answer = context.getString(result.value);
        result.value.dispose();
        return parsed(answer);
      });
    },
    async call(text, input, shouldStop, capabilities) {
      const { context, runtime } = state;
      try {
        stop = shouldStop;
        stopped = false;
        bridge(context, runtime, capabilities);
        const names = JSON.stringify(Object.keys(capabilities));
        const source = `__call(${JSON.stringify(text)}, ${JSON.stringify(JSON.stringify(input))}, ${names})`;
        const started = context.evalCode(source, 'potik');
        if (started.error) return failed(context, started.error);
        const promise = context.resolvePromise(started.value);
        started.value.dispose();
        runJobs(runtime);
        const settled = await promise;
        if (settled.error) return failed(context, settled.error);
        const answer = context.getString(settled.value);
        settled.value.dispose();
        return parsed(answer);
      } catch (error) {
        throw broken(error);
      } finally {
        stop = null;
        if (stopped) renew();
      }
    },
    dispose: () => close(state),
  };

  // helpers //////////

  function watch(): void {
    state.runtime.setInterruptHandler(() => {
      stopped ||= stop?.() ?? false;
      return stopped;
    });
  }

  /** A script that was stopped may have left anything behind: a new context is cheaper than to find out. */
  function renew(): void {
    close(state);
    state = open(module, limits);
    watch();
  }

  function guarded(shouldStop: () => boolean, work: (context: QuickJSContext) => ScriptAnswer): ScriptAnswer {
    stop = shouldStop;
    stopped = false;
    try {
      const answer = work(state.context);
      if ('failure' in answer && /out of memory/i.test(answer.failure)) stopped = true;
      return answer;
    } catch (error) {
      throw broken(error);
    } finally {
      stop = null;
      if (stopped) renew();
    }
  }

  function failed(context: QuickJSContext, error: Parameters<QuickJSContext['dump']>[0]): ScriptAnswer {
    if (stopped) {
      error.dispose();
      return { ok: false, failure: 'it ran too long and was stopped' };
    }
    const dumped = context.dump(error) as { name?: string; message?: string } | string;
    error.dispose();
    const text = typeof dumped === 'string' ? dumped : `${dumped?.name ?? 'Error'}: ${dumped?.message ?? ''}`;
    return { ok: false, failure: text.slice(0, 500) };
  }

  function parsed(answer: string): ScriptAnswer {
    const limit = limits.result ?? RESULT;
    if (answer.length > limit)
      return { ok: false, failure: `its result has more than ${limit} characters of JSON` };
    if (stopped) return { ok: false, failure: 'it ran too long and was stopped' };
    return JSON.parse(answer) as ScriptAnswer;
  }

  function bridge(context: QuickJSContext, runtime: QuickJSRuntime, capabilities: Capabilities): void {
    const call = context.newFunction('$call', (nameHandle, argsHandle) => {
      const name = context.getString(nameHandle);
      const args = JSON.parse(context.getString(argsHandle)) as Json[];
      const deferred = context.newPromise();
      const settle = (deed: () => void) => {
        if (!context.alive) return;
        deed();
        runJobs(runtime);
      };
      capabilities[name]!(args).then(
        (value) =>
          settle(() => {
            const handle = context.newString(JSON.stringify(value));
            deferred.resolve(handle);
            handle.dispose();
          }),
        (error: unknown) =>
          settle(() => {
            const handle = context.newString(error instanceof Error ? error.message : String(error));
            deferred.reject(handle);
            handle.dispose();
          }),
      );
      return deferred.handle;
    });
    context.setProp(context.global, '$call', call);
    call.dispose();
  }
}

// helpers //////////

interface State {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly run: QuickJSHandle;
}

function open(module: QuickJSWASMModule, limits: SandboxLimits): State {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(limits.memory ?? MEMORY);
  runtime.setMaxStackSize(limits.stack ?? STACK);
  const context = runtime.newContext();
  context.unwrapResult(context.evalCode(PRELUDE, 'potik')).dispose();
  return { runtime, context, run: context.getProp(context.global, '__run') };
}

function close({ context, runtime, run }: State): void {
  run.dispose();
  context.dispose();
  runtime.dispose();
}

function runJobs(runtime: QuickJSRuntime): void {
  const result = runtime.executePendingJobs();
  if (result.error) result.error.dispose();
}

function broken(error: unknown): SandboxBroken {
  return new SandboxBroken(error instanceof Error ? error.message : String(error));
}
