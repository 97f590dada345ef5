/**
 * A worker thread that runs scripts in QuickJS. It gets a batch, answers it, and is ended from outside when a script can't
 * be stopped from within. Nothing of the host is in reach of a script.
 */
import { parentPort } from 'node:worker_threads';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import type { ScriptAnswer } from '#engine/asks.ts';
import { newSandbox, type Sandbox, SandboxBroken, type ScriptInput } from '#engine/sandbox.ts';

export interface Batch {
  readonly id: number;
  readonly scripts: readonly { readonly text: string; readonly input: ScriptInput }[];
  /** Milliseconds each script may take. */
  readonly deadline: number;
}

export interface Answered {
  readonly id: number;
  readonly answers: readonly ScriptAnswer[];
}

const port = parentPort!;
let sandbox: Sandbox | null = null;

port.on('message', async (batch: Batch) => {
  const answers: ScriptAnswer[] = [];
  for (const { text, input } of batch.scripts) answers.push(await run(text, input, batch.deadline));
  port.postMessage({ id: batch.id, answers } satisfies Answered);
});

async function run(text: string, input: ScriptInput, deadline: number): Promise<ScriptAnswer> {
  sandbox ??= newSandbox(await newQuickJSWASMModuleFromVariant(variant));
  const end = performance.now() + deadline;
  try {
    return sandbox.run(text, input, () => performance.now() > end);
  } catch (error) {
    if (!(error instanceof SandboxBroken)) throw error;
    sandbox = null; // its module is in an undefined state: a new one for the next script
    return { ok: false, failure: `The sandbox gave the script up: ${error.message}` };
  }
}
