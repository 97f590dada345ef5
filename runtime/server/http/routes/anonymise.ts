/** Erasing of personal data on request. */
import * as api from '../../../api/anonymise.ts';
import { type Route, route } from '../route.ts';

export const anonymiseRoutes: readonly Route[] = [
  route(api.previewAnonymise, ({ params, principal, services }) =>
    services.records.previewAnonymise(principal, params.entity, params.id),
  ),
  route(api.anonymiseRecord, ({ params, body, principal, services }) =>
    services.records.anonymise(principal, params.entity, params.id, body),
  ),
];
