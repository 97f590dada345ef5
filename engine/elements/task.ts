import { enterActivity } from '../verbs/activity.ts';
import { complete } from '../verbs/complete.ts';
import { define } from './element-type.ts';

/** A task of no kind: nothing to do (13.3.3). */
export const task = define({
  kind: 'task',
  bpmn: 'bpmn:Task',
  enter: enterActivity,
  execute: complete,
});
