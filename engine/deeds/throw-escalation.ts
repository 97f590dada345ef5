import type { ThrowEscalation } from '../commands.ts';
import { ROOT } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { spawn } from '../run/work.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { throwEscalation as throwIt } from '../verbs/throw-escalation.ts';
import { setVariables } from '../verbs/variables.ts';
import { define, expectWait } from './deed-type.ts';

/** A person escalates a task. Unlike an event's escalation it must be caught, else it is refused. */
export const throwEscalation = define<ThrowEscalation>({
  type: 'escalation',
  *run(run, command) {
    expectWait(run, command.key, 'task', 'service', 'external');
    const scope = nodeOf(run.draft, command.key)!.scope ?? ROOT;
    spawn(run, scope, () => escalate(run, command));
  },
});

function* escalate(run: Run, { key, code, variables }: ThrowEscalation): Fiber {
  const { element } = waitOf(run.draft, key)!;
  if (variables) setVariables(run, key, variables);
  if (!(yield* throwIt(run, key, code))) reject('escalation.uncaught', { code, element });
}
