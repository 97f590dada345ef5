import type { Retry } from '../commands.ts';
import { emit } from '../run/work.ts';
import { chunkOf } from '../state/keys.ts';
import { retriesOf } from '../verbs/retries.ts';
import { change } from '../verbs/waits.ts';
import { define, expectWait } from './deed-type.ts';

/** A job gets new tries, at once; its incident is over. */
export const retry = define<Retry>({
  type: 'retry',
  *run(run, { key, retries }) {
    const wait = expectWait(run, key, 'timer', 'job', 'service', 'external');
    const element = run.process.elements.get(wait.element)!;
    if (run.draft.chunks.get(chunkOf(key))!.incidents[key] !== undefined)
      emit(run, { type: 'resolved', key });
    const due: Record<string, number> = wait.kind === 'external' ? {} : { due: run.session.env.now };
    change(run, key, { retries: retries ?? retriesOf(element), ...due });
  },
});
