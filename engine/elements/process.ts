import { completeInstance } from '../verbs/end-instance.ts';
import { define } from './element-type.ts';

/** The process itself, the outermost scope. It ends when nothing is left to do in it (10.5.6, 13.5.6). */
export const process = define({
  kind: 'process',
  bpmn: 'bpmn:Process',
  *enter() {
    throw new Error('Expected that no token enters a process');
  },
  *quiet(run) {
    yield* completeInstance(run);
  },
});
