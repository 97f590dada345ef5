import { enterActivity } from '../verbs/activity.ts';
import { complete } from '../verbs/complete.ts';
import { define } from './element-type.ts';

/** Work that no engine knows of: passed at once (13.3.3). */
export const manualTask = define({
  kind: 'manualTask',
  bpmn: 'bpmn:ManualTask',
  enter: enterActivity,
  execute: complete,
});
