/** The description of the API. */
import * as api from '../../../api/openapi.ts';
import { openApi } from '../openapi.ts';
import { type Route, route } from '../route.ts';

export const openApiRoutes: readonly Route[] = [
  route(api.getOpenApi, ({ principal, services }) => {
    const { registry, release } = services.model.live();
    return openApi(registry, principal, release);
  }),
];
