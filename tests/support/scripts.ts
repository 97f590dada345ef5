/** Answers the engine's script questions in tests, by the real sandbox. */

import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import type { Answer, Question } from '#engine/asks.ts';
import { newSandbox } from '#engine/sandbox.ts';

/** Loads QuickJS; the answer function runs scripts and nothing else. */
export async function scriptAnswers(): Promise<(question: Question) => Answer> {
  const module = await newQuickJSWASMModuleFromVariant(variant);
  const sandbox = newSandbox(module);
  return (question) => {
    if (question.kind !== 'script' || question.script.text === null)
      throw new Error(`Expected only scripts with a text to be asked for, not ${question.key}`);
    let steps = 0;
    return sandbox.run(question.script.text, question, () => ++steps > 10_000);
  };
}
