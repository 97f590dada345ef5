/** The description of this installation's API. */
import { endpoint } from './endpoint.ts';

export const getOpenApi = endpoint<{ reply: Readonly<Record<string, unknown>> }>()({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'person',
  summary: 'OpenAPI 3.1 of this installation: the platform, and the entities you may see.',
});
