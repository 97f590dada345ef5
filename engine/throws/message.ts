import { doService } from '../verbs/do-service.ts';
import { define } from './throw-type.ts';

/** Sends a message, by whatever implementation the model names. */
export const message = define({
  kind: 'message',
  *throw(run, key, element) {
    return yield* doService(run, key, element);
  },
});
