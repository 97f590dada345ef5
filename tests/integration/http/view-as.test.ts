/** Looking at the platform as another person: everything they see, nothing changed, only for those who may, and noted. */
import { describe, expect, test } from 'vitest';
import { ADMIN, testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();
const { db } = app.services;

async function make(email: string, roles: string[]): Promise<string> {
  const { status, body } = await admin.call('POST', '/api/people', {
    name: email,
    email,
    password: ADMIN.password,
    roles,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
const seller = await make('seller@example.com', []);
const deeds = async () =>
  (
    await db.query<{ deed: string; person_id: string; detail: object }>(
      `select deed, person_id, detail from potik.audit where deed like 'view_as%' order by id`,
    )
  ).rows;

describe('an administrator who looks as a person', () => {
  test('sees what they see and may what they may, and is told so', async () => {
    const begun = await admin.call('POST', '/api/me/view-as', { person: seller });
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    expect(begun.body).toMatchObject({
      person: { id: seller },
      roles: [],
      may: [],
      viewer: { name: expect.any(String) },
    });
    expect((await admin.call('GET', '/api/me')).body.person.id).toBe(seller);
    expect((await admin.call('GET', '/api/people')).status).toBe(403);
    expect((await admin.call('POST', '/api/records/user/query', {})).status).toBe(200);
  });

  test('changes nothing', async () => {
    for (const [method, path, body] of [
      ['POST', '/api/records/team', { values: { name: 'No' } }],
      ['PATCH', '/api/me', { language: 'uk' }],
      ['POST', '/api/me/password', { current: ADMIN.password, next: 'another long password' }],
      ['POST', '/api/me/keys', { name: 'No', scopes: ['read'] }],
      ['POST', '/api/me/view-as', { person: seller }],
      ['POST', '/api/records/user/export', {}],
    ] as const)
      expect(await admin.call(method, path, body), path).toMatchObject({
        status: 403,
        body: { code: 'viewing' },
      });
  });

  test('is themselves again when they go back; both are noted', async () => {
    const ended = await admin.call('DELETE', '/api/me/view-as');
    expect(ended.body).toMatchObject({ person: { email: ADMIN.email } });
    expect(ended.body.viewer).toBeUndefined();
    expect((await admin.call('GET', '/api/people')).status).toBe(200);
    const own = ended.body.person.id;
    expect(await deeds()).toEqual([
      { deed: 'view_as_begun', person_id: own, detail: { person: seller } },
      { deed: 'view_as_ended', person_id: own, detail: { person: seller } },
    ]);
  });

  test('may sign in anew meanwhile', async () => {
    const other = await app.signIn();
    await other.call('POST', '/api/me/view-as', { person: seller });
    const { email, password } = ADMIN;
    expect((await other.call('POST', '/api/session', { email, password })).status).toBe(201);
  });

  test('may sign out meanwhile', async () => {
    const other = await app.signIn();
    await other.call('POST', '/api/me/view-as', { person: seller });
    expect((await other.call('DELETE', '/api/session')).status).toBe(204);
  });
});

test('without the right nobody looks; nobody is made up', async () => {
  const plain = await app.signIn({ email: 'seller@example.com', password: ADMIN.password });
  const { body: me } = await admin.call('GET', '/api/me');
  expect((await plain.call('POST', '/api/me/view-as', { person: me.person.id })).status).toBe(403);
  expect((await plain.call('GET', '/api/me')).body.person.id).toBe(seller);
  expect((await admin.call('POST', '/api/me/view-as', { person: crypto.randomUUID() })).status).toBe(404);
  expect((await admin.call('POST', '/api/me/view-as', { person: 'x' })).status).toBe(404);
});

test('who loses the right is themselves at once', async () => {
  // given another administrator who looks as the seller
  const second = await make('second@example.com', ['administrator']);
  const caller = await app.signIn({ email: 'second@example.com', password: ADMIN.password });
  await caller.call('POST', '/api/me/view-as', { person: seller });
  expect((await caller.call('GET', '/api/me')).body.person.id).toBe(seller);

  // when
  const taken = await admin.call('PUT', `/api/people/${second}/roles`, { roles: [] });

  // then
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  expect((await caller.call('GET', '/api/me')).body.person.id).toBe(second);
});
