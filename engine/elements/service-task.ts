import { enterActivity } from '../verbs/activity.ts';
import { catchHere } from '../verbs/catch-here.ts';
import { completeWork } from '../verbs/complete.ts';
import { doService } from '../verbs/do-service.ts';
import { define } from './element-type.ts';

/** Work of software (13.3.3): an expression, a task type within the step or after it, or an external worker. */
export const serviceTask = define({
  kind: 'serviceTask',
  bpmn: 'bpmn:ServiceTask',
  compile(source) {
    const service = source.dialects.service(source);
    if (service === null) source.report.error('task.implementation', source.id);
    return { service: service ?? { kind: 'none' } };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    if (yield* doService(run, key, element)) yield* completeWork(run, key, element);
  },
  trigger: catchHere,
});
