/** Live updates. */
import { endpoint } from './endpoint.ts';
export const openEvents = endpoint()({
  method: 'GET',
  path: '/api/events',
  access: 'person',
  summary: 'Hints of what changed, as server-sent events.',
  form: 'stream',
});
