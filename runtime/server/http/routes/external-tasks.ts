/** Work that programs outside do. */
import * as api from '../../../api/external-tasks.ts';
import { type Route, route } from '../route.ts';

export const externalTaskRoutes: readonly Route[] = [
  route(api.fetchExternalTasks, ({ body, services, response }) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return services.externalTasks.fetch(body, gone.signal);
  }),
  route(api.completeExternalTask, ({ params, body, principal, services }) =>
    services.externalTasks.complete(params.id, body, principal),
  ),
  route(api.failExternalTask, ({ params, body, principal, services }) =>
    services.externalTasks.fail(params.id, body, principal),
  ),
  route(api.throwExternalError, ({ params, body, principal, services }) =>
    services.externalTasks.error(params.id, body, principal),
  ),
  route(api.extendExternalTask, ({ params, body, services }) =>
    services.externalTasks.extend(params.id, body),
  ),
];
