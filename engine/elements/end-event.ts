import { throwTrigger } from '../throws/table.ts';
import { enterActivity } from '../verbs/activity.ts';
import { leaveTransaction } from '../verbs/cancel-transaction.ts';
import { complete } from '../verbs/complete.ts';
import { isPlain, passAndLeave } from '../verbs/pass.ts';
import { compileMessage } from '../xml/compile-message.ts';
import { define } from './element-type.ts';

/** A path ends here, throwing its event (10.5.3). */
export const endEvent = define({
  kind: 'endEvent',
  bpmn: 'bpmn:EndEvent',
  compile(source) {
    const trigger = source.trigger();
    return { trigger, ...compileMessage(source, trigger) };
  },
  *enter(run, arrival) {
    const { trigger } = arrival.element;
    if ((trigger === null || trigger.kind === 'none') && isPlain(arrival)) yield* passAndLeave(run, arrival);
    else yield* enterActivity(run, arrival);
  },
  *execute(run, key, element) {
    if (yield* throwTrigger(run, key, element)) yield* complete(run, key, element);
  },
  *quiet(run, key, element) {
    if (element.trigger?.kind === 'cancel') yield* leaveTransaction(run, key);
    else yield* complete(run, key, element);
  },
});
