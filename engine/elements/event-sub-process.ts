import { enterActivity } from '../verbs/activity.ts';
import { beginScope, endScope } from '../verbs/scope.ts';
import { define } from './element-type.ts';

/** A sub-process that begins when its start event happens, not by a sequence flow (13.5.4). */
export const eventSubProcess = define({
  kind: 'eventSubProcess',
  bpmn: 'bpmn:SubProcess',
  enter: enterActivity,
  execute: beginScope,
  quiet: endScope,
});
