/**
 * What keeps a browser on our side: headers (QUALITY §3), the origin of requests that change something, and the CSRF token
 * bound to the session. Requests with an API key carry no cookie, so they need neither.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Rejection } from '../rejection.ts';

/** Headers of the two apps; the designer's scripts compile WebAssembly (the sandbox of "Try it"). */
export function securityHeaders(app: 'workspace' | 'designer', https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: app === 'designer' ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"],
        workerSrc: app === 'designer' ? ["'self'", 'blob:'] : ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Over https the name itself makes browsers insist on Secure, this host and path /. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-potik' : 'potik';
}

/** The token an app must send with each change; useless without the session's cookie, and the other way round. */
export function csrfToken(secret: Buffer, sessionToken: string): string {
  return createHmac('sha256', secret).update(`csrf:${sessionToken}`).digest('base64url');
}

export function checkCsrfToken(secret: Buffer, sessionToken: string, given: string | undefined): boolean {
  const expected = Buffer.from(csrfToken(secret, sessionToken));
  const actual = Buffer.from(given ?? '');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/**
 * Refuses a change that another site's page sends. Browsers always set Sec-Fetch-Site or Origin; a request with neither
 * comes from a program, which has no cookies that somebody else could make use of.
 */
export function sameOrigin(baseUrl: string): RequestHandler {
  const allowed = new URL(baseUrl).origin;
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin =
      origin !== undefined && origin !== allowed && !isOwnLoopback(origin, request.socket.localPort);
    if (foreignSite || (site === undefined && foreignOrigin)) {
      throw new Rejection({
        status: 403,
        code: 'foreign_origin',
        message: `This request comes from ${origin ?? 'another site'}; changes are accepted from ${allowed} only (POTIK_BASE_URL).`,
      });
    }
    next();
  };
}

// helpers //////////

/** 127.0.0.1 and localhost are the same machine, whichever of them POTIK_BASE_URL names. */
function isOwnLoopback(origin: string, port: number | undefined): boolean {
  return (
    origin === `http://localhost:${port}` ||
    origin === `http://127.0.0.1:${port}` ||
    origin === `http://[::1]:${port}`
  );
}
