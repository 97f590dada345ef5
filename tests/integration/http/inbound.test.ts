/** What comes in from outside: bodies nested too deep, who may read the metrics, addresses that a proxy tells. */
import { describe, expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = await testApp();

function send(url: string, path: string, body: string | null, headers: Record<string, string> = {}) {
  return fetch(url + path, {
    method: body === null ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

describe('JSON', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test('50 deep is read, deeper is refused before it is parsed', async () => {
    const post = async (text: string) =>
      (await (await send(app.url, '/api/session', `{"email": ${text}}`)).json()) as { code: string };
    expect((await post(nested(49))).code).toBe('invalid');
    expect((await post(nested(50))).code).toBe('too_deep');
    expect((await post(nested(400_000))).code).toBe('too_deep');
  });

  test('brackets within texts count for nothing', async () => {
    const email = JSON.stringify(`${'[{'.repeat(100)}\\"[[`);
    const reply = await send(app.url, '/api/session', `{"email": ${email}, "password": "x"}`);
    expect(reply.status).toBe(401);
  });
});

describe('metrics', () => {
  test('are read from the machine itself, not through a proxy on it', async () => {
    const own = await send(app.url, '/metrics', null);
    expect(own.status).toBe(200);
    expect(await own.text()).toContain('potik_http_request_seconds');
    const proxied = await send(app.url, '/metrics', null, { 'x-forwarded-for': '203.0.113.7' });
    expect(proxied.status).toBe(401);
    expect(await proxied.text()).toContain('POTIK_METRICS_TOKEN');
  });

  test('with a token set everybody needs it', async () => {
    const other = await testApp({ metricsToken: 'a token for the tests' });
    const status = async (headers: Record<string, string>) =>
      (await send(other.url, '/metrics', null, headers)).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer another' })).toBe(401);
    const bearer = { authorization: 'Bearer a token for the tests' };
    expect(await status(bearer)).toBe(200);
    expect(await status({ ...bearer, 'x-forwarded-for': '203.0.113.7' })).toBe(200);
  });
});

describe('the address of who signs in', () => {
  const signInFrom = (url: string, address: string, n: number) =>
    send(url, '/api/session', JSON.stringify({ email: `p${n}@example.com`, password: 'wrong' }), {
      'x-forwarded-for': address,
    });
  const addresses = async (db: typeof app.services.db) =>
    (
      await db.query<{ address: string }>(
        `select distinct detail ->> 'address' as address from potik.audit where deed = 'sign_in_refused' and detail ->> 'email' like 'p%'`,
      )
    ).rows.map(({ address }) => address);

  test('what anybody says is not believed', async () => {
    expect((await signInFrom(app.url, '203.0.113.7', 1)).status).toBe(401);
    expect(await addresses(app.services.db)).not.toContain('203.0.113.7');
  });

  test('what a trusted proxy says is', async () => {
    const behind = await testApp({ trustedProxies: ['127.0.0.0/8', '::1'] });
    expect((await signInFrom(behind.url, '198.51.100.1, 203.0.113.7', 1)).status).toBe(401);
    expect(await addresses(behind.services.db)).toEqual(['203.0.113.7']);
  });
});
