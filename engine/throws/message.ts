import type { MessageTrigger } from '../process/trigger.ts';
import { doService } from '../verbs/do-service.ts';
import { sendMessage } from '../verbs/send-message.ts';
import { define } from './throw-type.ts';

/** Sends a message, by whatever implementation the model names; a multiple event has none and sends each of its messages. */
export const message = define<MessageTrigger>({
  kind: 'message',
  *throw(run, key, element, trigger) {
    if (element.trigger?.kind === 'multiple') {
      const { name } = trigger;
      if (name.kind !== 'constant' || name.value) yield* sendMessage(run, { key, element }, trigger);
      return true;
    }
    return yield* doService(run, key, element);
  },
});
