import type { CompleteTask } from '../commands.ts';
import { ROOT } from '../instance.ts';
import { reject } from '../run/stop.ts';
import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { complete } from '../verbs/complete.ts';
import { runListeners } from '../verbs/listeners.ts';
import { setLocal, setVariables } from '../verbs/variables.ts';
import { close } from '../verbs/waits.ts';
import { define, expectWait } from './deed-type.ts';

/** A person completes a user task, perhaps by one of its outcomes. */
export const completeTask = define<CompleteTask>({
  type: 'complete',
  *run(run, { key, variables, local, outcome }) {
    const wait = expectWait(run, key, 'task');
    const element = run.process.elements.get(wait.element)!;
    const chosen = element.task!.outcomes.find((one) => one.key === outcome);
    if (outcome !== undefined && chosen === undefined) {
      const outcomes = element.task!.outcomes.map((one) => one.key).join(', ') || 'none';
      reject('task.outcome', { task: wait.element, outcome, outcomes });
    }
    if (variables) setVariables(run, key, variables);
    if (local) setLocal(run, key, local);
    if (chosen) setVariables(run, key, { [chosen.variable]: chosen.key });
    yield* runListeners(run, { key, element, task: key }, element.listeners, 'complete');
    const node = nodeOf(run.draft, key);
    if (node === undefined) return;
    close(run, key, true, outcome);
    spawn(run, node.scope ?? ROOT, () => complete(run, key, element));
  },
});
