/** Quick search. */
import * as api from '../../../api/search.ts';
import { type Route, route } from '../route.ts';

export const searchRoutes: readonly Route[] = [
  route(api.search, ({ query, principal, services }) => services.search.find(query, principal)),
];
