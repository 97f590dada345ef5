import type { FailJob } from '../commands.ts';
import { emit } from '../run/work.ts';
import { pauseBefore, retriesOf } from '../verbs/retries.ts';
import { change } from '../verbs/waits.ts';
import { define, expectWait } from './deed-type.ts';

/** A job failed: it is tried again later, or becomes an incident. */
export const failJob = define<FailJob>({
  type: 'fail',
  whileSuspended: true,
  *run(run, { key, code, message, retries, due }) {
    const wait = expectWait(run, key, 'timer', 'job', 'service', 'external');
    const element = run.process.elements.get(wait.element)!;
    const left = Math.max(0, retries ?? (wait.retries ?? retriesOf(element)) - 1);
    const next = due ?? run.session.env.now + pauseBefore(element, left, run);
    const again: Record<string, number> = left > 0 && wait.kind !== 'external' ? { due: next } : {};
    change(run, key, { retries: left, ...again });
    if (left > 0) return;
    const { node } = wait;
    emit(run, {
      type: 'incident',
      key,
      incident: { node, element: wait.element, code, message },
    });
  },
});
