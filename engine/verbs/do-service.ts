/** The work of service and send tasks and of events that send messages: within the step, or by a job or worker later. */
import type { Key, Variables } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluate, evaluateText } from './evaluate.ts';
import { evaluateInputs, runInline } from './inline-task.ts';
import { sendMessage } from './send-message.ts';
import { setResult } from './set-result.ts';
import { setLocal } from './variables.ts';
import { openOwn } from './waits.ts';

/** True: it is done. False: a wait is open. */
export function* doService(run: Run, key: Key, element: Element): Fiber<boolean> {
  const { service } = element;
  const place = { key, element };
  if (service === undefined || service.kind === 'none') {
    if (element.message) yield* sendMessage(run, place, element.message);
    return true;
  }
  if (service.kind === 'expression') {
    setResult(
      run,
      key,
      element,
      service.result,
      yield* evaluate(run, place, service.expression, 'expression'),
    );
    return nodeOf(run.draft, key) !== undefined;
  }
  if (service.kind === 'external') {
    const topic = (yield* evaluateText(run, place, service.topic, 'topic')) ?? '';
    const priority = service.priority && Number(yield* evaluate(run, place, service.priority, 'priority'));
    openOwn(run, key, {
      kind: 'external',
      element: element.id,
      topic,
      ...(priority !== null && { priority }),
    });
    return false;
  }
  if (service.kind === 'inline') {
    const input = { ...ownInputs(run, key, element), ...(yield* evaluateInputs(run, place, service.inputs)) };
    setResult(run, key, element, service.result, yield* runInline(run, place, service.type, input));
    return nodeOf(run.draft, key) !== undefined;
  }
  setLocal(run, key, yield* evaluateInputs(run, place, service.inputs));
  openOwn(run, key, { kind: 'service', element: element.id, type: service.type });
  return false;
}
// helpers //////////

function ownInputs(run: Run, key: Key, element: Element): Variables {
  const variables = nodeOf(run.draft, key)?.variables ?? {};
  return Object.fromEntries(element.inputs.map(({ name }) => [name, variables[name] ?? null]));
}
