import { enterActivity } from '../verbs/activity.ts';
import { catchHere } from '../verbs/catch-here.ts';
import { completeWork } from '../verbs/complete.ts';
import { doService } from '../verbs/do-service.ts';
import { messageSpec } from '../xml/compile-message.ts';
import { define } from './element-type.ts';

/** Sends a message (13.3.3): by a task type or worker as a service task does, or to a process that waits for it. */
export const sendTask = define({
  kind: 'sendTask',
  bpmn: 'bpmn:SendTask',
  compile(source) {
    const service = source.dialects.service(source);
    const message = service === null ? messageSpec(source.messageTrigger()) : null;
    if (service === null && message === null) source.report.error('task.implementation', source.id);
    return { service: service ?? { kind: 'none' }, ...(message && { message }) };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    if (yield* doService(run, key, element)) yield* completeWork(run, key, element);
  },
  trigger: catchHere,
});
