import type { SignalTrigger } from '../process/trigger.ts';
import { nodeOf } from '../state/draft.ts';
import { broadcast } from '../verbs/broadcast.ts';
import { evaluateText } from '../verbs/evaluate.ts';
import { evaluateInputs } from '../verbs/inline-task.ts';
import { visibleFrom } from '../verbs/variables.ts';
import { define } from './throw-type.ts';

/** Goes to everyone who waits for a signal of this name; the thrower itself may be interrupted by it. */
export const signal = define<SignalTrigger>({
  kind: 'signal',
  *throw(run, key, element, trigger) {
    const place = { key, element };
    const name = (yield* evaluateText(run, place, trigger.name, 'signal name')) ?? '';
    const variables = {
      ...(trigger.payloadAll && visibleFrom(run.draft, key)),
      ...(yield* evaluateInputs(run, place, trigger.payload)),
    };
    yield* broadcast(run, name, variables, { element: element.id, asynchronous: trigger.asynchronous });
    return nodeOf(run.draft, key) !== undefined;
  },
});
