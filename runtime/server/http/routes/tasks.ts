/** User tasks. */
import * as api from '../../../api/tasks.ts';
import { type Route, route } from '../route.ts';

export const taskRoutes: readonly Route[] = [
  route(api.listTasks, ({ query, principal, services }) => services.taskLists.page(query ?? {}, principal)),
  route(api.getTaskQueues, ({ principal, services }) => services.taskLists.queues(principal)),
  route(api.getTask, ({ params, principal, services }) => services.tasks.get(params.id, principal)),
  route(api.explainTask, ({ params, query, principal, services }) =>
    services.explanations.task(params.id, principal, query?.as),
  ),
  route(api.claimTask, ({ params, body, principal, services }) =>
    services.tasks.claim(params.id, principal, body?.person),
  ),
  route(api.unclaimTask, ({ params, principal, services }) => services.tasks.unclaim(params.id, principal)),
  route(api.completeTask, ({ params, body, principal, services }) =>
    services.tasks.complete(params.id, body, principal),
  ),
  route(api.delegateTask, ({ params, body, principal, services }) =>
    services.tasks.delegate(params.id, body.person, principal),
  ),
  route(api.planTask, ({ params, body, principal, services }) =>
    services.tasks.plan(params.id, body, principal),
  ),
  route(api.saveTaskDraft, ({ params, body, principal, services }) =>
    services.tasks.saveDraft(params.id, body.values, principal),
  ),
];
