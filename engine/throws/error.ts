import { ROOT } from '../instance.ts';
import type { ErrorTrigger } from '../process/trigger.ts';
import { touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluateText } from '../verbs/evaluate.ts';
import { finish } from '../verbs/finish.ts';
import { throwError } from '../verbs/throw-error.ts';
import { define } from './throw-type.ts';

/** Ends its path and throws the error out of its scope. */
export const error = define<ErrorTrigger>({
  kind: 'error',
  *throw(run, key, element, trigger) {
    const place = { key, element };
    const code = trigger.code && (yield* evaluateText(run, place, trigger.code, 'error code'));
    const message = trigger.message && (yield* evaluateText(run, place, trigger.message, 'error message'));
    const scope = nodeOf(run.draft, key)?.scope ?? ROOT;
    finish(run, key, element);
    yield* throwError(run, scope, { code: code ?? '', ...(message !== null && { message }) });
    if (nodeOf(run.draft, scope) !== undefined) touch(run, scope);
    return false;
  },
});
