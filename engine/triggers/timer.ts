import type { TimerTrigger } from '../process/trigger.ts';
import { evaluateTimer } from '../verbs/evaluate-timer.ts';
import { openAt } from '../verbs/waits.ts';
import { define } from './trigger-type.ts';

/** Waits for a time. Only events that don't interrupt repeat; for all others a cycle means its first run. */
export const timer = define<TimerTrigger>({
  kind: 'timer',
  *open(run, at, element, trigger) {
    const { due, cycle, repeat } = yield* evaluateTimer(run, { key: at, element }, trigger);
    const repeats = cycle !== undefined && !element.interrupting && element.kind !== 'intermediateCatchEvent';
    openAt(run, at, { kind: 'timer', element: element.id, due, ...(repeats && { cycle, repeat }) });
  },
});
