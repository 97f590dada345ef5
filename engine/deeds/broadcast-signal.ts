import type { BroadcastSignal } from '../commands.ts';
import { receive } from '../verbs/broadcast.ts';
import { catchWait } from '../verbs/catch-wait.ts';
import { define, expectWait } from './deed-type.ts';

/** A signal from outside for all who wait for it in this instance, or for one of them. */
export const broadcastSignal = define<BroadcastSignal>({
  type: 'signal',
  *run(run, { name, variables = {}, key, asynchronous }) {
    if (key === undefined) yield* receive(run, name, variables, asynchronous);
    else {
      expectWait(run, key, 'signal');
      yield* catchWait(run, key, { variables });
    }
  },
});
