/** Process instances and operating them. */
import * as api from '../../../api/instances.ts';
import { type Route, route } from '../route.ts';

export const instanceRoutes: readonly Route[] = [
  route(api.listInstances, ({ query, principal, services }) =>
    services.instances.list(query ?? {}, principal),
  ),
  route(api.listIncidents, ({ query, principal, services }) =>
    services.incidents.list(query ?? {}, principal),
  ),
  route(api.getInstance, ({ params, principal, services }) => services.instances.get(params.id, principal)),
  route(api.getInstanceHistory, ({ params, query, principal, services }) =>
    services.instances.history(params.id, query ?? {}, principal),
  ),
  route(api.setInstanceVariables, async ({ params, body, principal, services }) => {
    const scope = body.scope === undefined ? {} : { scope: body.scope };
    const local = body.local === undefined ? {} : { local: body.local };
    await services.instances.operate(
      params.id,
      { type: 'setVariables', variables: body.variables as never, ...scope, ...local },
      principal,
    );
    if (body.remove?.length) {
      await services.instances.operate(
        params.id,
        { type: 'removeVariables', names: body.remove, ...scope, ...local },
        principal,
      );
    }
  }),
  route(api.cancelInstance, ({ params, body, principal, services }) =>
    services.instances.operate(
      params.id,
      { type: 'cancel', ...(body?.reason !== undefined && { reason: body.reason }) },
      principal,
    ),
  ),
  route(api.suspendInstance, ({ params, principal, services }) =>
    services.instances.operate(params.id, { type: 'suspend' }, principal),
  ),
  route(api.resumeInstance, ({ params, principal, services }) =>
    services.instances.operate(params.id, { type: 'resume' }, principal),
  ),
  route(api.retryIncidents, ({ params, body, principal, services }) =>
    services.instances.retry(params.id, body ?? {}, principal),
  ),
  route(api.migrateInstance, ({ params, body, principal, services }) =>
    services.instances.migrate(params.id, body, principal),
  ),
  route(api.restartInstance, ({ params, body, principal, services }) =>
    services.instances.restart(params.id, body ?? {}, principal),
  ),
  route(api.deleteInstance, ({ params, principal, services }) =>
    services.instances.remove(params.id, principal),
  ),
  route(api.modifyInstance, ({ params, body, principal, services }) =>
    services.instances.operate(params.id, { type: 'modify', ...(body as object) }, principal),
  ),
];
