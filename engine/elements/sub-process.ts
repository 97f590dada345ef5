import { enterActivity } from '../verbs/activity.ts';
import { beginScope, endScope } from '../verbs/scope.ts';
import { define } from './element-type.ts';

/** An embedded sub-process: a scope that begins with its none start event and ends when nothing is left in it (13.3.4). */
export const subProcess = define({
  kind: 'subProcess',
  bpmn: 'bpmn:SubProcess',
  enter: enterActivity,
  execute: beginScope,
  quiet: endScope,
});
