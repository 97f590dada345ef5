import type { Trigger } from '../commands.ts';
import { catchWait } from '../verbs/catch-wait.ts';
import { define, expectWait } from './deed-type.ts';

/** A receive task goes on because somebody says so. */
export const trigger = define<Trigger>({
  type: 'trigger',
  *run(run, { key, variables }) {
    expectWait(run, key, 'trigger', 'message');
    yield* catchWait(run, key, { variables });
  },
});
