import { enterActivity } from '../verbs/activity.ts';
import { complete } from '../verbs/complete.ts';
import { startEventSubProcess } from '../verbs/event-sub-process.ts';
import { isPlain, passAndLeave } from '../verbs/pass.ts';
import { compileForm } from '../xml/compile-user-task.ts';
import { define } from './element-type.ts';

/** Where a process or sub-process begins (10.5.2). That of an event sub-process starts it when its event happens. */
export const startEvent = define({
  kind: 'startEvent',
  bpmn: 'bpmn:StartEvent',
  compile(source) {
    const interrupting = source.element.isInterrupting !== false;
    return { trigger: source.trigger(), interrupting, ...compileForm(source) };
  },
  *enter(run, arrival) {
    if (isPlain(arrival)) yield* passAndLeave(run, arrival);
    else yield* enterActivity(run, arrival);
  },
  execute: complete,
  trigger: startEventSubProcess,
});
