import { ROOT } from '../instance.ts';
import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { enterActivity } from '../verbs/activity.ts';
import { cancel } from '../verbs/cancel.ts';
import { complete } from '../verbs/complete.ts';
import { enter } from '../verbs/enter.ts';
import { isPlain, passAndLeave } from '../verbs/pass.ts';
import { setVariables } from '../verbs/variables.ts';
import { define } from './element-type.ts';

/** An event on the border of an activity: interrupts it or goes on beside it (10.5.4, 13.5.3). */
export const boundaryEvent = define({
  kind: 'boundaryEvent',
  bpmn: 'bpmn:BoundaryEvent',
  compile({ element, trigger }) {
    return { trigger: trigger(), interrupting: element.cancelActivity !== false };
  },
  *enter(run, arrival) {
    if (isPlain(arrival)) yield* passAndLeave(run, arrival);
    else yield* enterActivity(run, arrival);
  },
  execute: complete,
  *trigger(run, at, element, payload) {
    const scope = nodeOf(run.draft, at)!.scope ?? ROOT;
    if (element.interrupting) yield* cancel(run, at);
    if (nodeOf(run.draft, scope) === undefined) return;
    if (payload.variables) setVariables(run, element.interrupting ? scope : at, payload.variables);
    const variables = payload.local;
    spawn(run, scope, () => enter(run, { element, scope, variables }));
  },
});
