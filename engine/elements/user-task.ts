import { enterActivity } from '../verbs/activity.ts';
import { complete } from '../verbs/complete.ts';
import { closeTask, createTask } from '../verbs/create-task.ts';
import { compileForm, compileUserTask } from '../xml/compile-user-task.ts';
import { define } from './element-type.ts';

/** Work of a person (13.3.3). Its attributes are found when it is created; listeners may change them. */
export const userTask = define({
  kind: 'userTask',
  bpmn: 'bpmn:UserTask',
  compile(source) {
    return { task: compileUserTask(source), ...compileForm(source) };
  },
  enter: enterActivity,
  execute: createTask,
  trigger: complete,
  terminate: closeTask,
});
