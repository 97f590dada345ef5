/**
 * The whole server on a database of a test file's own, listening on a free port of the loopback: for tests of the API and of the
 * apps in a browser. Signing in is real; the clock is the real one.
 */

import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll } from 'vitest';
import { type Assembled, type AssembleOptions, assemble } from '../../runtime/assemble.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { testDatabase } from './test-database.ts';

export const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' } as const;

export interface TestApp extends Assembled {
  readonly url: string;
  /** A caller who is signed in; by default the administrator. */
  signIn(credentials?: { email: string; password: string }): Promise<Caller>;
}

export interface Caller {
  /** Calls the API and gives status and body (JSON, or text where it is none). */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** The same for an answer that is a file; throws where it is refused. */
  bytes(method: string, path: string, body?: unknown): Promise<Buffer>;
  /** For the browser: the session's cookie. */
  readonly cookie: string;
}

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
  readonly headers: Headers;
}

/** Call once at the top of a test file. */
export async function testApp(
  options: Partial<Pick<AssembleOptions, 'trustedProxies' | 'metricsToken' | 'outboundAllow'>> = {},
): Promise<TestApp> {
  const db = await testDatabase();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const url = `http://localhost:${port}`;
  const web = fileURLToPath(new URL('../../dist/web', import.meta.url));
  const assembled = await assemble({
    db,
    directUrl: db.url,
    clock: realClock,
    log: pino({ level: process.env.POTIK_LOG ?? 'silent' }),
    secret: Buffer.from('a secret that only tests have, long enough'),
    baseUrl: url,
    zone: 'UTC',
    web: existsSync(web) ? web : null,
    // Hundreds of sign-ins at the real cost took a minute of processor time.
    passwordCost: { N: 2 ** 10, r: 8, p: 1 },
    ...options,
  });
  server.on('request', assembled.app);
  await assembled.services.people.ensureAdministrator(ADMIN.email, ADMIN.password);
  afterAll(async () => {
    await assembled.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    ...assembled,
    url,
    async signIn(credentials = ADMIN) {
      const first = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(credentials),
      });
      if (first.status !== 201) throw new Error(`signing in failed: ${await first.text()}`);
      const { csrfToken } = (await first.json()) as { csrfToken: string };
      const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
      const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
        const form = body instanceof FormData;
        return fetch(url + path, {
          method,
          headers: {
            cookie,
            'x-potik-csrf': csrfToken,
            ...(body !== undefined && !form && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
        });
      };
      return {
        cookie,
        async bytes(method, path, body) {
          const response = await send(method, path, body);
          if (!response.ok) throw new Error(await response.text());
          return Buffer.from(await response.arrayBuffer());
        },
        async call(method, path, body, headers = {}) {
          const response = await send(method, path, body, headers);
          return { status: response.status, body: bodyOf(await response.text()), headers: response.headers };
        },
      };
    },
  };
}

// helpers //////////

function bodyOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
