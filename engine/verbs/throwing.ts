import type { ElementType } from '../elements/element-type.ts';
import { throwTrigger } from '../throws/table.ts';
import { compileMessage } from '../xml/compile-message.ts';
import { enterActivity } from './activity.ts';
import { complete } from './complete.ts';
import { isPlain, passAndLeave } from './pass.ts';

/** What end events and intermediate throw events have in common: one without a trigger is only passed, others throw. */
export const throwing: Pick<ElementType, 'compile' | 'enter' | 'execute'> = {
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
};
