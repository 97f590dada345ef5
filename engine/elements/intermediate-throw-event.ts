import { throwTrigger } from '../throws/table.ts';
import { enterActivity } from '../verbs/activity.ts';
import { complete } from '../verbs/complete.ts';
import { isPlain, passAndLeave } from '../verbs/pass.ts';
import { compileMessage } from '../xml/compile-message.ts';
import { define } from './element-type.ts';

/** Throws its event and goes on (10.5.4); one that compensates goes on when the handlers are done. */
export const intermediateThrowEvent = define({
  kind: 'intermediateThrowEvent',
  bpmn: 'bpmn:IntermediateThrowEvent',
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
  quiet: complete,
});
