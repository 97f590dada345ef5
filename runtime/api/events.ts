/** Live updates. */
import { endpoint } from './endpoint.ts';

/** What changed: `topic` is `tasks`, `records`, `instances`, `imports`, `notices`, `release`, `job` or `everything`. */
export interface LiveHint {
  readonly topic: string;
  /** Of records. */
  readonly entity?: string;
  /** Which; missing: any of them. */
  readonly ids?: readonly string[];
  readonly [detail: string]: unknown;
}

export const openEvents = endpoint()({
  method: 'GET',
  path: '/api/events',
  access: 'person',
  scope: 'session',
  summary: 'Hints of what changed, as server-sent events.',
  form: 'stream',
});
