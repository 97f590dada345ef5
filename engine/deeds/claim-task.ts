import type { ClaimTask } from '../commands.ts';
import { reject } from '../run/stop.ts';
import { changeTask } from '../verbs/task-attributes.ts';
import { taskChanged } from '../verbs/task-changed.ts';
import { define, expectWait } from './deed-type.ts';

/** A person takes a task; refused when another one has it. */
export const claimTask = define<ClaimTask>({
  type: 'claim',
  *run(run, { key, user }) {
    const { assignee, element } = expectWait(run, key, 'task');
    if (assignee !== undefined && assignee !== user) reject('task.taken', { task: element, assignee });
    yield* taskChanged(run, key, changeTask(run, key, { assignee: user }));
  },
});
