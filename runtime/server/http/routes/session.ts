/** Signing in and out, the first administrator, and who I am. */
import type { CookieOptions, Response } from 'express';
import * as api from '../../../api/session.ts';
import type { Principal } from '../../auth/principal.ts';
import { type Route, route } from '../route.ts';
import { csrfToken, sessionCookie } from '../security.ts';
import type { Services } from '../services.ts';

export const sessionRoutes: readonly Route[] = [
  route(api.getState, ({ services }) => services.people.state()),
  route(api.setUp, async ({ body, services, request, response }) => {
    const person = await services.people.setUp(body);
    const session = await services.sessions.begin(person.id, request.get('user-agent') ?? '');
    return signedIn(response, services, session);
  }),
  route(api.signIn, async ({ body, services, request, response }) => {
    const agent = request.get('user-agent') ?? '';
    const { email, password, language } = body;
    const address = request.ip ?? '';
    const session = await services.signIn({ email, password, address, agent });
    if (language) {
      const { personId } = (await services.sessions.principalOf(session.token))!;
      await services.people.adoptLanguage(personId!, language);
    }
    return signedIn(response, services, session);
  }),
  route(api.signOut, async ({ sessionToken, services, response }) => {
    if (sessionToken) await services.sessions.end(sessionToken);
    response.clearCookie(sessionCookie(services.secureCookies), cookieOptions(services));
  }),
  route(api.getMe, ({ principal, sessionToken, services }) => me(services, principal, sessionToken)),
  route(api.setPreferences, async ({ principal, body, sessionToken, services }) => {
    await services.people.setPreferences(principal, body);
    const fresh = sessionToken ? await services.sessions.principalOf(sessionToken) : null;
    return me(services, fresh ?? principal, sessionToken);
  }),
  route(api.beginViewAs, async ({ principal, body, sessionToken, services }) => {
    await services.people.beginViewAs(principal, body.person, sessionToken!);
    return me(services, (await services.sessions.principalOf(sessionToken!))!, sessionToken);
  }),
  route(api.endViewAs, async ({ principal, sessionToken, services }) => {
    await services.people.endViewAs(principal, sessionToken!);
    return me(services, (await services.sessions.principalOf(sessionToken!))!, sessionToken);
  }),
  route(api.changePassword, ({ principal, body, sessionToken, services }) =>
    services.people.changePassword(principal, body, sessionToken),
  ),
];

// helpers //////////

async function signedIn(
  response: Response,
  services: Services,
  session: { token: string; expiresAt: Date },
): Promise<api.Me> {
  const name = sessionCookie(services.secureCookies);
  response.cookie(name, session.token, { ...cookieOptions(services), expires: session.expiresAt });
  return me(services, (await services.sessions.principalOf(session.token))!, session.token);
}

async function me(services: Services, principal: Principal, sessionToken: string | null): Promise<api.Me> {
  return {
    ...(await services.people.me(principal)),
    csrfToken: sessionToken ? csrfToken(services.secret, sessionToken) : '',
  };
}

function cookieOptions({ secureCookies }: Services): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: secureCookies, path: '/' };
}
