import type { Cancel } from '../commands.ts';
import { cancelCaller, cancelInstance } from '../verbs/end-instance.ts';
import { define } from './deed-type.ts';

/** The instance is ended by hand, with all it called; its caller too if it has nothing else to do. */
export const cancel = define<Cancel>({
  type: 'cancel',
  whileSuspended: true,
  *run(run, { reason }) {
    yield* cancelInstance(run, reason);
    yield* cancelCaller(run, reason);
  },
});
