/** What a worker may answer for an external task. */
import type { Code } from './block.ts';

export type WorkerAnswer =
  | { readonly kind: 'completes' }
  | { readonly kind: 'fails'; readonly retries: number }
  | { readonly kind: 'error'; readonly code: Code };

const ANSWERS: readonly WorkerAnswer[] = [
  { kind: 'completes' },
  { kind: 'completes' },
  { kind: 'fails', retries: 2 },
  { kind: 'fails', retries: 0 },
  { kind: 'error', code: 'E1' },
  { kind: 'error', code: 'E2' },
];

export function answerOf(how: number): WorkerAnswer {
  return ANSWERS[how % ANSWERS.length]!;
}
