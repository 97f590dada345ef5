/** Work of processes that programs outside do: they fetch it by topic, hold it for a while, and hand in what came of it. */
import { endpoint } from './endpoint.ts';
import type {
  CompleteExternalTask,
  ExtendExternalTask,
  ExternalTaskList,
  FailExternalTask,
  FetchExternalTasks,
  ThrowExternalError,
} from './schemas/generated/api.ts';

export type {
  CompleteExternalTask,
  ExtendExternalTask,
  ExternalTask,
  ExternalTaskList,
  FailExternalTask,
  FetchExternalTasks,
  ThrowExternalError,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'external-tasks', def: name });

export const fetchExternalTasks = endpoint<{ body: FetchExternalTasks; reply: ExternalTaskList }>()({
  method: 'POST',
  path: '/api/external-tasks/fetch',
  access: 'do_external_tasks',
  summary: 'Takes tasks of these topics for the worker, the most important first; waits for some if it may.',
  body: def('FetchExternalTasks'),
  reply: def('ExternalTaskList'),
});

export const completeExternalTask = endpoint<{ body: CompleteExternalTask }>()({
  method: 'POST',
  path: '/api/external-tasks/:id/complete',
  access: 'do_external_tasks',
  summary: 'The work is done; the process goes on with these variables.',
  body: def('CompleteExternalTask'),
  status: 204,
});

export const failExternalTask = endpoint<{ body: FailExternalTask }>()({
  method: 'POST',
  path: '/api/external-tasks/:id/fail',
  access: 'do_external_tasks',
  summary: 'The work went wrong: another attempt later, or an incident when none is left.',
  body: def('FailExternalTask'),
  status: 204,
});

export const throwExternalError = endpoint<{ body: ThrowExternalError }>()({
  method: 'POST',
  path: '/api/external-tasks/:id/error',
  access: 'do_external_tasks',
  summary: 'Throws a BPMN error, which the process catches.',
  body: def('ThrowExternalError'),
  status: 204,
});

export const extendExternalTask = endpoint<{ body: ExtendExternalTask }>()({
  method: 'POST',
  path: '/api/external-tasks/:id/extend',
  access: 'do_external_tasks',
  summary: 'Holds the task longer, or gives it back.',
  body: def('ExtendExternalTask'),
  status: 204,
});
