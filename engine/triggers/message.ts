import type { MessageTrigger } from '../process/trigger.ts';
import { evaluateText } from '../verbs/evaluate.ts';
import { openAt } from '../verbs/waits.ts';
import { define } from './trigger-type.ts';

/** Waits for a message of this name; with a correlation key, for one that carries the same. */
export const message = define<MessageTrigger>({
  kind: 'message',
  *open(run, at, element, trigger) {
    const place = { key: at, element };
    const name = (yield* evaluateText(run, place, trigger.name, 'message name')) ?? '';
    const correlation =
      trigger.correlation && (yield* evaluateText(run, place, trigger.correlation, 'correlation key'));
    openAt(run, at, {
      kind: 'message',
      element: element.id,
      name,
      ...(correlation !== null && { correlation }),
    });
  },
});
