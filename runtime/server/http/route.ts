/** A route: an endpoint of the API and the few lines that call its deed. `routes/table.ts` lists them all. */
import type { Request, Response } from 'express';
import type { Endpoint } from '../../api/endpoint.ts';
import type { Principal } from '../auth/principal.ts';
import type { Services } from './services.ts';

export interface Call<Params extends string, Query, Body> {
  readonly params: Readonly<Record<Params, string>>;
  readonly query: Query;
  readonly body: Body;
  /** Who calls; for public endpoints without a session a principal without any right. */
  readonly principal: Principal;
  /** Token of the session's cookie, null for API keys and anonymous calls. */
  readonly sessionToken: string | null;
  readonly services: Services;
  /** For headers, streams and uploads only. */
  readonly request: Request;
  readonly response: Response;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly handle: (call: Call<string, unknown, unknown>) => unknown;
}

export function route<Params extends string, Query, Body, Reply>(
  endpoint: Endpoint<Params, Query, Body, Reply>,
  handle: (call: Call<Params, Query, Body>) => Promise<Reply> | Reply,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, handle: handle as Route['handle'] };
}
