import { ROOT } from '../instance.ts';
import { spawn } from '../run/work.ts';
import { openTrigger } from '../triggers/table.ts';
import { enterActivity } from '../verbs/activity.ts';
import { catchHere } from '../verbs/catch-here.ts';
import { passAndLeave } from '../verbs/pass.ts';
import { openOwn } from '../verbs/waits.ts';
import { define } from './element-type.ts';

/** Waits for its message (13.3.3); without one, until it is told to go on. */
export const receiveTask = define({
  kind: 'receiveTask',
  bpmn: 'bpmn:ReceiveTask',
  compile({ element, messageTrigger }) {
    return { trigger: messageTrigger(), interrupting: true, instantiate: element.instantiate === true };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    if (element.trigger === null) openOwn(run, key, { kind: 'trigger', element: element.id });
    else yield* openTrigger(run, key, element);
  },
  *begin(run, element) {
    spawn(run, ROOT, () => passAndLeave(run, { element, scope: ROOT }));
  },
  trigger: catchHere,
});
