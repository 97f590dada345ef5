import { ROOT } from '../instance.ts';
import { emit, touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { empty } from '../verbs/cancel.ts';
import { finish } from '../verbs/finish.ts';
import { define } from './throw-type.ts';

/** Ends its own scope at once: everything else in it is interrupted, and the scope is complete (10.5.3). */
export const terminate = define({
  kind: 'terminate',
  *throw(run, key, element) {
    const scope = nodeOf(run.draft, key)!.scope ?? ROOT;
    finish(run, key, element);
    emit(run, { type: 'thrown', trigger: 'terminate', element: element.id });
    yield* empty(run, scope);
    if (nodeOf(run.draft, scope) !== undefined) touch(run, scope);
    return false;
  },
});
