/**
 * The sandbox for scripts in the page: QuickJS, the same as the server's, loaded when a trial begins. Its WebAssembly is what the
 * designer's content security policy allows for. Scripts of the solution by name are answered by the person.
 */
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import { newSandbox } from '#engine/sandbox.ts';
import type { RunScript } from './trial-run.ts';

/** Milliseconds a script may take, as on the server. */
const DEADLINE = 1000;

export async function openScripts(): Promise<RunScript> {
  const sandbox = newSandbox(await newQuickJSWASMModuleFromVariant(variant));
  return ({ script, variables, local, execution, task }) => {
    if (script.text === null || script.form !== 'expression') return null;
    const end = performance.now() + DEADLINE;
    return sandbox.run(script.text, { variables, local, execution, task }, () => performance.now() > end);
  };
}
