import type { Json } from '#metadata/value.ts';
import type { UpdateTask } from '../commands.ts';
import { changeTask } from '../verbs/task-attributes.ts';
import { taskChanged } from '../verbs/task-changed.ts';
import { define, expectWait } from './deed-type.ts';

/** Attributes of an open user task are set: assigned, delegated, moved. */
export const updateTask = define<UpdateTask>({
  type: 'updateTask',
  *run(run, { key, set }) {
    expectWait(run, key, 'task');
    yield* taskChanged(run, key, changeTask(run, key, set as Record<string, Json>));
  },
});
