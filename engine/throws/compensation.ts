import type { CompensationTrigger } from '../process/trigger.ts';
import { compensate } from '../verbs/compensate.ts';
import { define } from './throw-type.ts';

/** Undoes what was completed around it, and goes on when all handlers are done; with nothing to undo, at once. */
export const compensation = define<CompensationTrigger>({
  kind: 'compensation',
  *throw(run, key, _element, trigger) {
    return !(yield* compensate(run, key, trigger.activity));
  },
});
