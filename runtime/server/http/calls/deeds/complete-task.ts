/** Completes a user task. */
import type { CompleteTaskCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const completeTask = callDeed<CompleteTaskCall>({
  schema: { file: 'calls', def: 'CompleteTaskCall' },
  status: 200,
  apart: true,
  run: ({ task, deed: _, name: __, ...input }, { services, principal }) =>
    services.tasks.complete(task, input, principal),
});
