/** Webhooks and their calls. */
import * as api from '../../../api/webhooks.ts';
import { type Route, route } from '../route.ts';

export const webhookRoutes: readonly Route[] = [
  route(api.listWebhooks, ({ services }) => services.webhooks.list()),
  route(api.setWebhook, ({ params, body, principal, services }) =>
    services.webhooks.set(params.key, body, principal),
  ),
  route(api.switchWebhook, ({ params, body, principal, services }) =>
    services.webhooks.switch(params.key, body.on, principal),
  ),
  route(api.rotateWebhook, ({ params, principal, services }) =>
    services.webhooks.rotate(params.key, principal),
  ),
  route(api.testWebhook, ({ params, principal, services }) => services.webhooks.test(params.key, principal)),
  route(api.listDeliveries, ({ params, query, services }) =>
    services.webhooks.deliveries(params.key, query ?? {}),
  ),
  route(api.resendDelivery, ({ params, principal, services }) =>
    services.webhooks.resend(params.key, params.id, principal),
  ),
];
