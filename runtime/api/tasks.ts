/** User tasks: the inbox, one task with its form, and what one can do with it. */
import { endpoint } from './endpoint.ts';
import type {
  ClaimTask,
  CompletedTask,
  CompleteTask,
  DelegateTask,
  PersonQuery,
  PlanTask,
  SaveDraft,
  TaskDetail,
  TaskList,
  TaskQuery,
  TaskQueues,
  TaskWhy,
} from './schemas/generated/api.ts';

export type {
  ClaimTask,
  CompletedTask,
  CompleteTask,
  DelegateTask,
  Outcome,
  PersonQuery,
  PersonRef,
  PlanTask,
  RecordRef,
  SaveDraft,
  TaskDetail,
  TaskForm,
  TaskItem,
  TaskList,
  TaskQuery,
  TaskQueues,
  TaskWhy,
} from './schemas/generated/api.ts';

export const listTasks = endpoint<{ query: TaskQuery; reply: TaskList }>()({
  method: 'GET',
  path: '/api/tasks',
  access: 'person',
  summary: 'Open tasks of a queue, or the ones I have done.',
  query: { file: 'tasks', def: 'TaskQuery' },
  reply: { file: 'tasks', def: 'TaskList' },
});

export const getTaskQueues = endpoint<{ reply: TaskQueues }>()({
  method: 'GET',
  path: '/api/tasks/queues',
  access: 'person',
  summary: 'My queues with their counts.',
  reply: { file: 'tasks', def: 'TaskQueues' },
});

export const getTask = endpoint<{ reply: TaskDetail }>()({
  method: 'GET',
  path: '/api/tasks/:id',
  access: 'person',
  summary: 'One task with its form and what I may do with it.',
  reply: { file: 'tasks', def: 'TaskDetail' },
});

export const explainTask = endpoint<{ query: PersonQuery; reply: TaskWhy }>()({
  method: 'GET',
  path: '/api/tasks/:id/why',
  access: 'person',
  summary: 'Why I, or another person, have this task or not: whom it was given to, and what of that holds.',
  query: { file: 'tasks', def: 'PersonQuery' },
  reply: { file: 'tasks', def: 'TaskWhy' },
});

export const claimTask = endpoint<{ body: ClaimTask; reply: TaskDetail }>()({
  method: 'POST',
  path: '/api/tasks/:id/claim',
  access: 'person',
  summary: 'Takes the task; refused when somebody else has it.',
  body: { file: 'tasks', def: 'ClaimTask' },
  reply: { file: 'tasks', def: 'TaskDetail' },
});

export const unclaimTask = endpoint<{ reply: TaskDetail }>()({
  method: 'POST',
  path: '/api/tasks/:id/unclaim',
  access: 'person',
  summary: 'Gives the task back to its queue.',
  reply: { file: 'tasks', def: 'TaskDetail' },
});

export const completeTask = endpoint<{ body: CompleteTask; reply: CompletedTask }>()({
  method: 'POST',
  path: '/api/tasks/:id/complete',
  access: 'person',
  summary: 'Completes the task with what was filled in.',
  body: { file: 'tasks', def: 'CompleteTask' },
  reply: { file: 'tasks', def: 'CompletedTask' },
});

export const delegateTask = endpoint<{ body: DelegateTask; reply: TaskDetail }>()({
  method: 'POST',
  path: '/api/tasks/:id/delegate',
  access: 'person',
  summary: 'Hands the task to somebody else, who gives it back when done.',
  body: { file: 'tasks', def: 'DelegateTask' },
  reply: { file: 'tasks', def: 'TaskDetail' },
});

export const planTask = endpoint<{ body: PlanTask; reply: TaskDetail }>()({
  method: 'POST',
  path: '/api/tasks/:id/plan',
  access: 'person',
  summary: 'Sets the follow-up date, and for operators due date and priority.',
  body: { file: 'tasks', def: 'PlanTask' },
  reply: { file: 'tasks', def: 'TaskDetail' },
});

export const saveTaskDraft = endpoint<{ body: SaveDraft }>()({
  method: 'PUT',
  path: '/api/tasks/:id/draft',
  access: 'person',
  summary: 'Keeps what was typed so far.',
  body: { file: 'tasks', def: 'SaveDraft' },
  status: 204,
});
