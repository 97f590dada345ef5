import { ROOT } from '../instance.ts';
import { spawn } from '../run/work.ts';
import { openTrigger } from '../triggers/table.ts';
import { enterActivity } from '../verbs/activity.ts';
import { catchHere } from '../verbs/catch-here.ts';
import { complete } from '../verbs/complete.ts';
import { go } from '../verbs/enter.ts';
import { isPlain, pass, passAndLeave } from '../verbs/pass.ts';
import { define } from './element-type.ts';

/** Waits in the flow until its event happens (10.5.4). The target of a link is only passed. */
export const intermediateCatchEvent = define({
  kind: 'intermediateCatchEvent',
  bpmn: 'bpmn:IntermediateCatchEvent',
  compile({ trigger }) {
    return { trigger: trigger(), interrupting: true };
  },
  *enter(run, arrival) {
    if (waits(arrival.element.trigger?.kind) || !isPlain(arrival)) yield* enterActivity(run, arrival);
    else yield* passAndLeave(run, arrival);
  },
  *execute(run, key, element) {
    if (waits(element.trigger?.kind)) yield* openTrigger(run, key, element);
    else yield* complete(run, key, element);
  },
  *begin(run, element) {
    const gateway = element.incoming.map((flow) => flow.source).find((source) => source.instantiate);
    if (gateway) pass(run, { element: gateway, scope: ROOT });
    spawn(run, ROOT, () => passAndLeave(run, { element, scope: ROOT }));
    if (!gateway?.waitsForAll) return;
    for (const { target } of gateway.outgoing) if (target !== element) go(run, target, ROOT);
  },
  trigger: catchHere,
});

function waits(kind: string | undefined): boolean {
  return kind !== undefined && kind !== 'none' && kind !== 'link';
}
