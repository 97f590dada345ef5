/** Several calls in one request. */
import * as api from '../../../api/calls.ts';
import { makeCalls } from '../calls/make-calls.ts';
import { type Route, route } from '../route.ts';

export const callRoutes: readonly Route[] = [
  route(api.makeCalls, ({ body, principal, services }) => makeCalls(body, { services, principal })),
];
