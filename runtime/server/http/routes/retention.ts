/** Rules of retention: what they are about, and what they did. */
import * as api from '../../../api/retention.ts';
import { type Route, route } from '../route.ts';

export const retentionRoutes: readonly Route[] = [
  route(api.listRetention, ({ services }) => services.retention.list()),
  route(api.previewRetention, ({ params, principal, services }) =>
    services.retention.preview(principal, params.entity, params.rule),
  ),
  route(api.tryRetention, ({ params, principal, body, services }) =>
    services.retention.try(principal, params.entity, body.rule),
  ),
];
