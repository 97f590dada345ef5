import type { ThrowError } from '../commands.ts';
import { ROOT } from '../instance.ts';
import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { failWith } from '../verbs/throw-error.ts';
import { setVariables } from '../verbs/variables.ts';
import { define, expectWait } from './deed-type.ts';

/** A person or worker reports that the work failed in a way the model knows. */
export const throwError = define<ThrowError>({
  type: 'error',
  *run(run, { key, code, message, variables }) {
    expectWait(run, key, 'task', 'service', 'external');
    const scope = nodeOf(run.draft, key)!.scope ?? ROOT;
    if (variables) setVariables(run, key, variables);
    spawn(run, scope, () => failWith(run, key, { code, message }));
  },
});
