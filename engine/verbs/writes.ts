/** Changes that a script or a JUEL expression asked for, applied once it has returned, in order. */
import type { ScriptWrite } from '../asks.ts';
import type { Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import type { Place } from './evaluate.ts';
import { changeTask } from './task-attributes.ts';
import { removeLocal, removeVariables, setLocal, setVariables } from './variables.ts';

export type Write = ScriptWrite;

export function applyWrites(run: Run, place: Place, writes: readonly Write[]): void {
  for (const write of writes) {
    if (nodeOf(run.draft, place.key) === undefined) return;
    if ('task' in write) {
      if (place.task !== undefined) changeTask(run, place.task, write.task);
    } else if ('set' in write) {
      const set = { [write.set]: write.value };
      if (write.local) setLocal(run, place.key, set);
      else setVariables(run, place.key, set);
    } else if (write.local) removeLocal(run, place.key, [write.remove]);
    else removeVariables(run, place.key, [write.remove]);
  }
}
