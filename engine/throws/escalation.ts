import type { EscalationTrigger } from '../process/trigger.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluateText } from '../verbs/evaluate.ts';
import { throwEscalation } from '../verbs/throw-escalation.ts';
import { define } from './throw-type.ts';

/** Reports to an outer scope; the path goes on unless the catching event interrupts it. Uncaught, nothing happens. */
export const escalation = define<EscalationTrigger>({
  kind: 'escalation',
  *throw(run, key, element, trigger) {
    const code =
      trigger.code && (yield* evaluateText(run, { key, element }, trigger.code, 'escalation code'));
    yield* throwEscalation(run, key, code);
    return nodeOf(run.draft, key) !== undefined;
  },
});
