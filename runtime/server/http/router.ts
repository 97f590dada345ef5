/**
 * Turns the table of routes into Express routes. Each request passes the same visible stages: who is it → may they call
 * at all → is the input well formed → the deed → the reply.
 */
import { type RequestHandler, Router } from 'express';
import { type Endpoint, scopeOf } from '../../api/endpoint.ts';
import { endViewAs, signOut } from '../../api/session.ts';
import type { Principal } from '../auth/principal.ts';
import { Rejection } from '../rejection.ts';
import { idempotent } from './idempotency.ts';
import type { Route } from './route.ts';
import { checkCsrfToken, sessionCookie } from './security.ts';
import type { Services } from './services.ts';
import { type Check, createValidators } from './validators.ts';

export function createRouter(routes: readonly Route[], services: Services): Router {
  const router = Router();
  const validator = createValidators();
  for (const { endpoint, handle } of routes) {
    const checks = {
      query: endpoint.query ? validator(endpoint.query) : null,
      body: endpoint.body && endpoint.form !== 'multipart' ? validator(endpoint.body) : null,
    };
    router[METHODS[endpoint.method]](endpoint.path, handler(endpoint, handle, checks, services));
  }
  return router;
}

// helpers //////////

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

function handler(
  endpoint: Endpoint,
  handle: Route['handle'],
  checks: { query: Check | null; body: Check | null },
  services: Services,
): RequestHandler {
  return async (request, response) => {
    const { principal, sessionToken } = await caller(endpoint, request, services);
    authorize(endpoint, principal, services);
    // Express 5 makes request.query anew at each read, and coercion must reach the deed.
    const query = { ...request.query };
    if (checks.query) checks.query(query, 'query');
    else if (Object.keys(query).length && endpoint.form === undefined)
      throw unexpectedQuery(Object.keys(query)[0]!);
    if (checks.body) checks.body(request.body ?? {}, 'body');
    const params = request.params as Record<string, string>;
    const deed = () =>
      handle({ params, query, body: request.body, principal, sessionToken, services, request, response });
    const reply = await idempotent(endpoint, request, principal, services, deed);
    if (endpoint.form === 'file' || endpoint.form === 'stream') return;
    if (reply === undefined) response.status(endpoint.status ?? 204).end();
    else response.status(endpoint.status ?? 200).json(reply);
  };
}

async function caller(
  endpoint: Endpoint,
  request: Parameters<RequestHandler>[0],
  services: Services,
): Promise<{ principal: Principal; sessionToken: string | null }> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined)
    return { principal: await keyHolder(endpoint, bearer, services), sessionToken: null };
  const token = cookie(request.headers.cookie, sessionCookie(services.secureCookies));
  const principal = token ? await services.sessions.principalOf(token) : null;
  if (!token || !principal) {
    if (endpoint.access === 'public') return { principal: services.anonymous, sessionToken: null };
    throw notSignedIn(
      'You are not signed in, or your session has ended. Sign in again; what you typed is kept.',
    );
  }
  if (endpoint.method !== 'GET' && endpoint.access !== 'public') {
    if (!checkCsrfToken(services.secret, token, request.get('x-potik-csrf'))) {
      throw new Rejection({
        status: 403,
        code: 'csrf',
        message: 'This page is out of date. Load it again and repeat the last step.',
      });
    }
  }
  return { principal: seenBy(endpoint, principal, services), sessionToken: token };
}

/** Whoever looks at the platform as another person reads what they read and changes nothing; only while they may look. */
function seenBy(endpoint: Endpoint, principal: Principal, services: Services): Principal {
  const { viewer } = principal;
  if (!viewer || endpoint.access === 'public') return principal;
  if (!services.may(viewer, 'view_as')) return viewer;
  const reads = endpoint.method === 'GET' || (endpoint.scope === 'read' && endpoint.form === undefined);
  if (reads || OWN_OF_SESSION.has(endpoint)) return principal;
  throw new Rejection({
    status: 403,
    code: 'viewing',
    message: `You look at this as ${principal.name}, so nothing can be changed. Go back to yourself first.`,
    params: { name: principal.name },
  });
}

/** Signing out, and ending the look. */
const OWN_OF_SESSION: ReadonlySet<unknown> = new Set([signOut, endViewAs]);

/** A program with a key: it carries no cookie, so that no page can make a browser send it, and needs no CSRF token. */
async function keyHolder(endpoint: Endpoint, token: string, services: Services): Promise<Principal> {
  const principal = await services.apiKeys.principalOf(token);
  if (!principal)
    throw notSignedIn(
      'This key is not known, has run out, or was removed. Make a new one under Profile and settings.',
    );
  const scope = scopeOf(endpoint);
  if (endpoint.access === 'public' || principal.key!.scopes.includes(scope)) return principal;
  throw new Rejection({
    status: 403,
    code: 'key_scope',
    message:
      scope === 'session'
        ? 'This is not for keys: people do it when they are signed in.'
        : `The key "${principal.key!.name}" is not for this: it lacks the scope "${scope}".`,
    params: { scope },
  });
}

function authorize(endpoint: Endpoint, principal: Principal, services: Services): void {
  if (endpoint.access === 'public' || endpoint.access === 'person') return;
  if (services.may(principal, endpoint.access)) return;
  const what = {
    design: 'change the configuration',
    operate: 'operate processes',
    do_external_tasks: 'do external tasks',
    import: 'bring files in',
    manage_people: 'manage people and their roles',
  };
  throw new Rejection({
    status: 403,
    code: 'forbidden',
    message: `Your roles don't allow you to ${what[endpoint.access]}. An administrator can give you a role that does.`,
  });
}

function notSignedIn(message: string): Rejection {
  return new Rejection({ status: 401, code: 'not_signed_in', message });
}

function unexpectedQuery(name: string): Rejection {
  return new Rejection({
    status: 422,
    code: 'invalid',
    message: `This address takes no parameter ${JSON.stringify(name)}.`,
  });
}

function cookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return null;
}
