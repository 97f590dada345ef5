import { enterActivity } from '../verbs/activity.ts';
import { beginScope, endScope } from '../verbs/scope.ts';
import { define } from './element-type.ts';

/** A sub-process that a cancel end event undoes: everything in it is interrupted, then compensated (13.3.5 and 10.3.5). */
export const transaction = define({
  kind: 'transaction',
  bpmn: 'bpmn:Transaction',
  enter: enterActivity,
  execute: beginScope,
  quiet: endScope,
});
