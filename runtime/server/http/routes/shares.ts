/** Sharing of single records, and why somebody may do what. */
import * as api from '../../../api/shares.ts';
import { type Route, route } from '../route.ts';

export const shareRoutes: readonly Route[] = [
  route(api.listShares, ({ params, principal, services }) =>
    services.records.shares(principal, params.entity, params.id),
  ),
  route(api.shareRecord, ({ params, body, principal, services }) =>
    services.records.share(principal, params.entity, params.id, body),
  ),
  route(api.unshareRecord, ({ params, principal, services }) =>
    services.records.unshare(principal, params.entity, params.id, params.share),
  ),
  route(api.explainRight, ({ params, query, principal, services }) =>
    services.records.why(principal, params.entity, params.id, query ?? {}),
  ),
];
