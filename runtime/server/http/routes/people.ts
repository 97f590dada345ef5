/** People and their roles. */
import * as api from '../../../api/people.ts';
import { type Route, route } from '../route.ts';

export const peopleRoutes: readonly Route[] = [
  route(api.listPeople, ({ services }) => services.people.list()),
  route(api.createPerson, ({ body, principal, services }) => services.people.create(body, principal)),
  route(api.setRoles, ({ params, body, principal, services }) =>
    services.people.setRoles(params.id, body.roles, principal),
  ),
  route(api.setPassword, ({ params, body, principal, services }) =>
    services.people.setPassword(params.id, body.password, principal),
  ),
];
