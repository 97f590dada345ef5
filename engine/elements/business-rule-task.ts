import type { DecisionSpec } from '../process/activity.ts';
import { enterActivity } from '../verbs/activity.ts';
import { catchHere } from '../verbs/catch-here.ts';
import { completeWork } from '../verbs/complete.ts';
import { decide } from '../verbs/decide.ts';
import { doService } from '../verbs/do-service.ts';
import { setResult } from '../verbs/set-result.ts';
import { checkBinding } from '../xml/compile-call.ts';
import { define } from './element-type.ts';

/** Evaluates a decision within the step (13.3.3); with a foreign implementation it is a service task. */
export const businessRuleTask = define({
  kind: 'businessRuleTask',
  bpmn: 'bpmn:BusinessRuleTask',
  compile(source) {
    const decision = source.dialects.decision(source);
    if (decision !== null) {
      const spec = decision as DecisionSpec;
      checkBinding(spec.decision, source);
      return { decision: spec };
    }
    const service = source.dialects.service(source);
    if (service === null) source.report.error('decision.missing', source.id);
    return { service: service ?? { kind: 'none' } };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    if (element.decision !== undefined) {
      setResult(
        run,
        key,
        element,
        element.decision.result,
        yield* decide(run, { key, element }, element.decision),
      );
      yield* completeWork(run, key, element);
    } else if (yield* doService(run, key, element)) yield* completeWork(run, key, element);
  },
  trigger: catchHere,
});
