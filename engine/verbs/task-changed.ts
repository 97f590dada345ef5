/** The listeners of a user task hear what changed. */
import type { Key } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { waitOf } from '../state/draft.ts';
import { runListeners } from './listeners.ts';

export function* taskChanged(run: Run, key: Key, names: readonly string[]): Fiber {
  if (names.length === 0) return;
  const element = run.process.elements.get(waitOf(run.draft, key)!.element)!;
  if (element.listeners.length === 0) return;
  const place = { key, element, task: key };
  yield* runListeners(run, place, element.listeners, 'update');
  if (names.includes('assignee')) yield* runListeners(run, place, element.listeners, 'assignment');
}
