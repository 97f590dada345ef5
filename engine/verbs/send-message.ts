/** Sends a message to other processes: an effect, delivered after the commit. */
import type { MessageSpec } from '../process/activity.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { evaluateText, type Place } from './evaluate.ts';
import { evaluateInputs } from './inline-task.ts';

export function* sendMessage(run: Run, place: Place, spec: MessageSpec): Fiber {
  const name = (yield* evaluateText(run, place, spec.name, 'message name')) ?? '';
  const correlation =
    spec.correlation && (yield* evaluateText(run, place, spec.correlation, 'correlation key'));
  const variables = yield* evaluateInputs(run, place, spec.payload);
  run.session.effects.push({
    type: 'message',
    name,
    ...(correlation !== null && { correlation }),
    variables,
  });
  emit(run, { type: 'thrown', trigger: 'message', element: place.element.id, code: name });
}
