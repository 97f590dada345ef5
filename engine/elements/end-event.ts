import { leaveTransaction } from '../verbs/cancel-transaction.ts';
import { complete } from '../verbs/complete.ts';
import { throwing } from '../verbs/throwing.ts';
import { define } from './element-type.ts';

/** A path ends here, throwing its event (10.5.3). */
export const endEvent = define({
  kind: 'endEvent',
  bpmn: 'bpmn:EndEvent',
  ...throwing,
  *quiet(run, key, element) {
    if (element.trigger?.kind === 'cancel') yield* leaveTransaction(run, key);
    else yield* complete(run, key, element);
  },
});
