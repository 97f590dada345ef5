/** Carries out a task type within the step: the server does it in the unit's own transaction and answers. */
import type { Json } from '#metadata/value.ts';
import type { TaskAnswer } from '../asks.ts';
import type { Variables } from '../instance.ts';
import type { Mapping } from '../process/expression.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { BpmnError } from './bpmn-error.ts';
import { evaluate, type Place } from './evaluate.ts';
import { executionFacts } from './execution-view.ts';
import { forgetRecords } from './records.ts';

/** The values of inputs, without setting them anywhere. */
export function* evaluateInputs(run: Run, place: Place, inputs: readonly Mapping[]): Fiber<Variables> {
  const entries: [string, Json][] = [];
  for (const { name, value } of inputs) {
    entries.push([name, yield* evaluate(run, place, value, `input “${name}”`)]);
  }
  return Object.fromEntries(entries);
}

/** The result; a BPMN error the task type reports is thrown. */
export function* runInline(run: Run, place: Place, type: string, input: Variables): Fiber<Json> {
  const answer = (yield {
    kind: 'task',
    key: `${run.id}/task/${place.element.id}/${run.asked++}`,
    type,
    input,
    execution: executionFacts(run, place),
  }) as TaskAnswer;
  // What it wrote may be what conditions read next.
  forgetRecords(run.session);
  if ('failure' in answer)
    return fail(run, 'task.failed', place.element.id, { type, reason: answer.failure });
  if (!answer.ok) throw new BpmnError(place, answer.error.code, answer.error.message);
  return answer.result;
}
