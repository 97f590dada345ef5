/** Live updates. */
import * as api from '../../../api/events.ts';
import { type Route, route } from '../route.ts';

export const eventRoutes: readonly Route[] = [
  route(api.openEvents, ({ response, principal, sessionToken, services }) =>
    services.live.open(response, principal, sessionToken),
  ),
];
