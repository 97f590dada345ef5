/** Keys of programs: in the name of a person, for their scopes only, gone at once; never a way around what is for people. */
import { describe, expect, test } from 'vitest';
import { ADMIN, type Caller, testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();

async function person(email: string, roles: string[]): Promise<Caller> {
  const created = await admin.call('POST', '/api/people', {
    name: email,
    email,
    password: ADMIN.password,
    roles,
  });
  expect(created.status).toBe(201);
  return app.signIn({ email, password: ADMIN.password });
}

/** What a program gets that sends this key and nothing else. */
async function send(token: string, method: string, path: string, body?: unknown) {
  const response = await fetch(app.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

async function keyOf(caller: Caller, scopes: string[], days: number | null = null) {
  const made = await caller.call('POST', '/api/me/keys', { name: 'Shop', scopes, days });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body as { token: string; key: { id: string } };
}

describe('a key', () => {
  test('is told once and kept as a hash', async () => {
    const { token, key } = await keyOf(admin, ['read'], 30);
    expect(token).toMatch(/^potik_[\w-]{43}$/);
    const { body } = await admin.call('GET', '/api/me/keys');
    expect(body.items).toEqual([
      expect.objectContaining({
        id: key.id,
        name: 'Shop',
        start: token.slice(0, 12),
        scopes: ['read'],
        usedAt: null,
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain(token);
    const { rows } = await app.services.db.query('select * from potik.api_key');
    expect(JSON.stringify(rows)).not.toContain(token.slice(12));
    const audit = await app.services.db.query(`select deed from potik.audit where deed like 'key.%'`);
    expect(audit.rows).toEqual([{ deed: 'key.created' }]);
  });

  test('reads and writes in the name of its person, and says so', async () => {
    const { token } = await keyOf(admin, ['read', 'write']);
    const team = await send(token, 'POST', '/api/records/team', {
      values: { name: 'By a program', key: 'by_program' },
    });
    expect(team.status, JSON.stringify(team.body)).toBe(201);
    expect((await send(token, 'GET', '/api/me')).body.person.email).toBe(ADMIN.email);
    const { rows } = await app.services.db.query(
      `select cause from potik.change where entity = 'team' and record_id = $1`,
      [team.body.id],
    );
    expect(rows).toEqual([{ cause: expect.objectContaining({ kind: 'person', key: 'Shop' }) }]);
    expect((await admin.call('GET', '/api/me/keys')).body.items[0].usedAt).not.toBeNull();
  });

  test('is good for its scopes only', async () => {
    const { token } = await keyOf(admin, ['read']);
    expect((await send(token, 'POST', '/api/records/team/query', {})).status).toBe(200);
    const refused = await send(token, 'POST', '/api/records/team', { values: { name: 'No' } });
    expect(refused).toMatchObject({ status: 403, body: { code: 'key_scope' } });
    expect(refused.body.detail).toContain('"write"');
    expect((await send(token, 'GET', '/api/people')).body.code).toBe('key_scope');
    expect((await send(token, 'GET', '/api/metadata/releases')).status).not.toBe(200);
    const manager = await keyOf(admin, ['manage_people']);
    expect((await send(manager.token, 'GET', '/api/people')).status).toBe(200);
    expect((await send(manager.token, 'GET', '/api/me')).body.code).toBe('key_scope');
  });

  test('gives nobody a right they lack', async () => {
    const nobody = await person('plain@example.com', []);
    const { token } = await keyOf(nobody, ['read', 'write', 'manage_people', 'design']);
    expect((await send(token, 'GET', '/api/people')).body.code).toBe('forbidden');
    expect((await send(token, 'POST', '/api/records/team', { values: { name: 'No' } })).status).toBe(403);
  });

  test('does nothing that is for people at their screens', async () => {
    const { token } = await keyOf(admin, ['read', 'write', 'operate', 'design', 'import', 'manage_people']);
    for (const [method, path, body] of [
      ['GET', '/api/me/keys'],
      ['POST', '/api/me/keys', { name: 'Another', scopes: ['read'] }],
      ['POST', '/api/me/password', { current: ADMIN.password, next: 'another long password' }],
      ['PATCH', '/api/me', { language: 'uk' }],
      ['DELETE', '/api/session'],
      ['GET', '/api/events'],
    ] as const)
      expect(await send(token, method, path, body), path).toMatchObject({
        status: 403,
        body: { code: 'key_scope' },
      });
  });
});

describe('a key opens nothing', () => {
  test('once it is removed, at once', async () => {
    const { token, key } = await keyOf(admin, ['read']);
    expect((await send(token, 'GET', '/api/me')).status).toBe(200);
    expect((await admin.call('DELETE', `/api/me/keys/${key.id}`)).status).toBe(204);
    expect(await send(token, 'GET', '/api/me')).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    });
    expect((await admin.call('DELETE', `/api/me/keys/${key.id}`)).status).toBe(404);
  });

  test('when it has run out', async () => {
    const { token, key } = await keyOf(admin, ['read'], 1);
    await app.services.db.query(
      `update potik.api_key set expires_at = now() - interval '1 second' where id = $1`,
      [key.id],
    );
    expect((await send(token, 'GET', '/api/me')).status).toBe(401);
  });

  test('when its person may not come in any more', async () => {
    const leaver = await person('leaver@example.com', []);
    const { token } = await keyOf(leaver, ['read']);
    expect((await send(token, 'GET', '/api/me')).status).toBe(200);
    const { id } = (await send(token, 'GET', '/api/me')).body.person;
    const version = (await admin.call('GET', `/api/records/user/${id}`)).body.version;
    const left = await admin.call(
      'PATCH',
      `/api/records/user/${id}`,
      { values: { active: false } },
      { 'if-match': `"${version}"` },
    );
    expect(left.status, JSON.stringify(left.body)).toBe(200);
    await expect
      .poll(async () => (await send(token, 'GET', '/api/me')).status, { timeout: 1000, interval: 20 })
      .toBe(401);
    expect((await leaver.call('GET', '/api/me')).status).toBe(401);
  });

  test('that somebody made up, or as a cookie', async () => {
    const { token } = await keyOf(admin, ['read']);
    expect((await send(`${token}x`, 'GET', '/api/me')).status).toBe(401);
    expect((await send(`potik_${'A'.repeat(43)}`, 'GET', '/api/me')).status).toBe(401);
    const session = admin.cookie.split('=')[1]!;
    expect((await send(session, 'GET', '/api/me')).status).toBe(401);
    const asCookie = await fetch(`${app.url}/api/me`, { headers: { cookie: `potik=${token}` } });
    expect(asCookie.status).toBe(401);
  });

  test('of somebody else is not theirs to remove; wrong input is named', async () => {
    const { key } = await keyOf(admin, ['read']);
    const other = await person('other@example.com', []);
    expect((await other.call('DELETE', `/api/me/keys/${key.id}`)).status).toBe(404);
    expect((await other.call('DELETE', '/api/me/keys/x')).status).toBe(404);
    const wrong = await other.call('POST', '/api/me/keys', { name: 'X', scopes: ['everything'] });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].path).toContain('scopes');
    expect((await other.call('POST', '/api/me/keys', { name: '  ', scopes: ['read'] })).status).toBe(422);
  });
});
