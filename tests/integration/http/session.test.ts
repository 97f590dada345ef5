/** Coming in: the first administrator, signing in, and what keeps others out. */
import { describe, expect, test } from 'vitest';
import { ADMIN, testApp } from '../../support/app.ts';

const app = await testApp();

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(app.url + path, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
}

describe('signing in', () => {
  test('gives a cookie that scripts cannot read, and who I am', async () => {
    const reply = await send('/api/session', { method: 'POST', body: JSON.stringify(ADMIN) });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('set-cookie')).toMatch(/^potik=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    expect(reply.body).toMatchObject({ person: { email: ADMIN.email }, roles: ['administrator'] });
  });

  test('answers alike for a wrong password and an unknown person', async () => {
    const wrong = await send('/api/session', {
      method: 'POST',
      body: JSON.stringify({ email: ADMIN.email, password: 'wrong' }),
    });
    const unknown = await send('/api/session', {
      method: 'POST',
      body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong' }),
    });
    expect(wrong.status).toBe(401);
    expect({ ...unknown.body, correlationId: '' }).toEqual({ ...wrong.body, correlationId: '' });
  });

  test('ends with the session: the cookie is worth nothing any more', async () => {
    const caller = await app.signIn();
    expect((await caller.call('DELETE', '/api/session')).status).toBe(204);
    expect((await caller.call('GET', '/api/me')).status).toBe(401);
  });
});

describe('refusals', () => {
  test('without a session nothing but the public addresses answers', async () => {
    expect(await send('/api/tasks')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    expect((await send('/api/state')).status).toBe(200);
  });

  test('a change without the token of the page is refused', async () => {
    const { cookie } = await app.signIn();
    const reply = await send('/api/me', { method: 'PATCH', body: '{"language":"uk"}', headers: { cookie } });
    expect(reply).toMatchObject({ status: 403, body: { code: 'csrf' } });
  });

  test('a change that another site sends is refused', async () => {
    const caller = await app.signIn();
    const reply = await caller.call(
      'PATCH',
      '/api/me',
      { language: 'uk' },
      { origin: 'https://evil.example' },
    );
    expect(reply).toMatchObject({ status: 403, body: { code: 'foreign_origin' } });
  });

  test('what a body may not hold is named', async () => {
    const caller = await app.signIn();
    const reply = await caller.call('PATCH', '/api/me', { langauge: 'uk' });
    expect(reply).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'langauge', code: 'unknown_property' }] },
    });
  });

  test('a body that is no JSON and an address that is not there', async () => {
    const broken = await send('/api/session', { method: 'POST', body: '{"email":' });
    expect(broken.status).toBe(400);
    expect(broken.headers.get('content-type')).toContain('application/problem+json');
    expect((await send('/api/nothing')).body).toMatchObject({ status: 404, code: 'no_such_address' });
  });
});

describe('people', () => {
  test('the language of the sign-in page is kept for a person who has none, and for nobody else', async () => {
    const admin = await app.signIn();
    const taras = { email: 'taras@example.com', password: 'a long enough one' };
    await admin.call('POST', '/api/people', { name: 'Taras', ...taras });
    const enter = async (language: string) =>
      (await send('/api/session', { method: 'POST', body: JSON.stringify({ ...taras, language }) })).body;
    expect((await enter('uk')).person.language).toBe('uk');
    expect((await enter('ru')).person.language).toBe('uk');
  });

  test('a preference is kept, and the next request knows it', async () => {
    const caller = await app.signIn();
    expect((await caller.call('PATCH', '/api/me', { language: 'uk', theme: 'dark' })).body).toMatchObject({
      person: { language: 'uk', theme: 'dark' },
    });
    expect((await caller.call('GET', '/api/me')).body.person).toMatchObject({
      language: 'uk',
      theme: 'dark',
    });
  });

  test('a person without a role may sign in but not manage people', async () => {
    // given
    const admin = await app.signIn();
    const maria = { email: 'maria@example.com', password: 'a long enough one' };
    expect((await admin.call('POST', '/api/people', { name: 'Maria', ...maria })).status).toBe(201);
    // when
    const caller = await app.signIn(maria);
    // then
    expect(await caller.call('GET', '/api/people')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  test('a role that is taken away is gone with the next request', async () => {
    // given
    const admin = await app.signIn();
    const second = { email: 'second@example.com', password: 'a long enough one' };
    const { body } = await admin.call('POST', '/api/people', {
      name: 'Second',
      ...second,
      roles: ['administrator'],
    });
    const caller = await app.signIn(second);
    expect((await caller.call('GET', '/api/people')).status).toBe(200);
    // when
    await admin.call('PUT', `/api/people/${body.id}/roles`, { roles: [] });
    // then
    expect((await caller.call('GET', '/api/people')).status).toBe(403);
  });

  test('the last administrator stays', async () => {
    const admin = await app.signIn();
    const me = (await admin.call('GET', '/api/me')).body.person.id;
    const reply = await admin.call('PUT', `/api/people/${me}/roles`, { roles: [] });
    expect(reply).toMatchObject({ status: 409, body: { code: 'last_administrator' } });
  });
});
