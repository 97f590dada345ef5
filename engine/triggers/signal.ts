import type { SignalTrigger } from '../process/trigger.ts';
import { evaluateText } from '../verbs/evaluate.ts';
import { openAt } from '../verbs/waits.ts';
import { define } from './trigger-type.ts';

/** Waits for every signal of this name. */
export const signal = define<SignalTrigger>({
  kind: 'signal',
  *open(run, at, element, trigger) {
    const name = (yield* evaluateText(run, { key: at, element }, trigger.name, 'signal name')) ?? '';
    openAt(run, at, { kind: 'signal', element: element.id, name });
  },
});
