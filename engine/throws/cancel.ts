import { ROOT } from '../instance.ts';
import { nodeOf } from '../state/draft.ts';
import { empty } from '../verbs/cancel.ts';
import { leaveTransaction } from '../verbs/cancel-transaction.ts';
import { compensate } from '../verbs/compensate.ts';
import { define } from './throw-type.ts';

/** Cancels its transaction: the rest of it is interrupted, what was completed compensated, then its cancel event fires. */
export const cancel = define({
  kind: 'cancel',
  *throw(run, key) {
    yield* empty(run, nodeOf(run.draft, key)!.scope ?? ROOT, key);
    if (!(yield* compensate(run, key, null))) yield* leaveTransaction(run, key);
    return false;
  },
});
