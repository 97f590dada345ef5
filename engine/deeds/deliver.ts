import type { Deliver } from '../commands.ts';
import { catchWait } from '../verbs/catch-wait.ts';
import { define, expectWait } from './deed-type.ts';

/** A message for one who waits for it. */
export const deliver = define<Deliver>({
  type: 'deliver',
  *run(run, { key, variables, local }) {
    expectWait(run, key, 'message');
    yield* catchWait(run, key, { variables, local });
  },
});
