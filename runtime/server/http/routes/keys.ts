/** Keys of programs. */
import * as api from '../../../api/keys.ts';
import { type Route, route } from '../route.ts';

export const keyRoutes: readonly Route[] = [
  route(api.listKeys, ({ principal, services }) => services.apiKeys.list(principal)),
  route(api.createKey, ({ body, principal, services }) => services.apiKeys.create(principal, body)),
  route(api.removeKey, ({ params, principal, services }) => services.apiKeys.remove(principal, params.id)),
];
