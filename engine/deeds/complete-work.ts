import type { CompleteWork } from '../commands.ts';
import { type Key, ROOT } from '../instance.ts';
import type { ServiceSpec } from '../process/activity.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { complete } from '../verbs/complete.ts';
import { evaluateCondition, evaluateText } from '../verbs/evaluate.ts';
import { setResult } from '../verbs/set-result.ts';
import { failWith } from '../verbs/throw-error.ts';
import { setLocal, setVariables } from '../verbs/variables.ts';
import { close } from '../verbs/waits.ts';
import { define, expectWait } from './deed-type.ts';

/** A service or external worker has done its work. */
export const completeWork = define<CompleteWork>({
  type: 'completeWork',
  *run(run, { key, variables, local, result }) {
    const wait = expectWait(run, key, 'service', 'external');
    const element = run.process.elements.get(wait.element)!;
    if (variables) setVariables(run, key, variables);
    if (local) setLocal(run, key, local);
    if (result !== undefined) setResult(run, key, element, resultName(element), result);
    const error = yield* externalError(run, key, element);
    close(run, key, true);
    if (error !== null) {
      spawn(run, nodeOf(run.draft, key)!.scope ?? ROOT, () => failWith(run, key, { code: error }));
      return;
    }
    spawn(run, nodeOf(run.draft, key)!.scope ?? ROOT, () => complete(run, key, element));
  },
});

/** The code of the first error definition of an external task whose expression is true. */
function* externalError(run: Run, key: Key, element: Element): Fiber<string | null> {
  if (element.service?.kind !== 'external') return null;
  const place = { key, element, lenient: true as const };
  for (const { code, when } of element.service.errors) {
    if (yield* evaluateCondition(run, place, when, 'error expression'))
      return (yield* evaluateText(run, place, code, 'error code')) ?? '';
  }
  return null;
}

function resultName(element: Element): string | null {
  const service: ServiceSpec | undefined = element.service;
  return service !== undefined && 'result' in service ? service.result : null;
}
