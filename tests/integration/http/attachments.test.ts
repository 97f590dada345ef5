/** Files attached to records over HTTP: versions, rights by the record, the bin, the timeline; equal content lies once. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Caller, testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();

async function person(name: string, roles: string[]) {
  const credentials = { email: `${name.toLowerCase()}@example.com`, password: 'correct horse battery' };
  const made = await admin.call('POST', '/api/people', { name, ...credentials, roles });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return app.signIn(credentials);
}
/** Sees departments by the role of everybody, changes none. */
const reader = await person('Reader', []);

async function upload(text: string, name = 'terms.txt', who: Caller = admin): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  const sent = await who.call('POST', '/api/files', form);
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  return sent.body.id;
}
const record = async () => {
  const { body } = await admin.call('POST', '/api/records/department', { values: { name: 'Sales' } });
  return `/api/records/department/${body.id}`;
};
const attach = async (at: string, text: string, who: Caller = admin) =>
  who.call('POST', `${at}/attachments`, { file: await upload(text, 'terms.txt', who) });

test('a file is attached, replaced and an earlier version brought back', async () => {
  // given
  const at = await record();
  const made = await attach(at, 'first');
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { id } = made.body;

  // when
  await admin.call('POST', `/api/attachments/${id}/versions`, { file: await upload('second') });
  const restored = await admin.call('POST', `/api/attachments/${id}/restore-version`, { number: 1 });

  // then
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(
    restored.body.versions.map((version: { number: number; file: { sha256: string } }) => [
      version.number,
      version.file.sha256,
    ]),
  ).toEqual([
    [3, sha256('first')],
    [2, sha256('second')],
    [1, sha256('first')],
  ]);
  const { items } = (await admin.call('GET', `${at}/timeline?kinds=file`)).body;
  expect(
    items.map(({ kind, detail }: { kind: string; detail: { number: number; name: string } }) => [
      kind,
      detail.number,
      detail.name,
    ]),
  ).toEqual([
    ['file', 3, 'terms.txt'],
    ['file', 2, 'terms.txt'],
    ['file', 1, 'terms.txt'],
  ]);
  expect((await admin.call('POST', `/api/attachments/${id}/restore-version`, { number: 9 })).status).toBe(
    404,
  );
  expect((await admin.call('GET', `/api/files/${restored.body.versions[1].file.id}`)).body).toBe('second');
});

test('who sees the record reads its files, who may change it changes them', async () => {
  const at = await record();
  const { body } = await attach(at, 'for all who see it');
  const [{ file }] = body.versions;
  expect((await reader.call('GET', `${at}/attachments`)).body).toMatchObject({
    mayChange: false,
    items: [{ id: body.id }],
  });
  expect((await reader.call('GET', `/api/files/${file.id}`)).body).toBe('for all who see it');
  expect((await attach(at, 'mine', reader)).status).toBe(403);
  expect((await reader.call('DELETE', `/api/attachments/${body.id}`)).status).toBe(403);
  expect(
    (await reader.call('POST', `/api/attachments/${body.id}/restore-version`, { number: 1 })).status,
  ).toBe(403);
  // A file that somebody else has uploaded is nobody's to attach.
  const foreign = await upload('private', 'private.txt', reader);
  expect(
    await admin.call('POST', `${at}/attachments`, { file: '01a20000-0000-7000-8000-000000000000' }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'file', code: 'file_missing' }] },
  });
  expect((await reader.call('GET', `/api/files/${await upload('other')}`)).status).toBe(404);
  expect((await admin.call('POST', `${at}/attachments`, { file: foreign })).status).toBe(422);
});

test('in the bin it is nobody’s, with its record too', async () => {
  const at = await record();
  const { body } = await attach(at, 'gone');
  const file = body.versions[0].file.id;
  expect((await admin.call('DELETE', `/api/attachments/${body.id}`)).status).toBe(204);
  expect((await admin.call('GET', `${at}/attachments`)).body.items).toEqual([]);
  expect((await reader.call('GET', `/api/files/${file}`)).status).toBe(404);
  expect(
    (await admin.call('POST', `/api/attachments/${body.id}/versions`, { file: await upload('x') })).status,
  ).toBe(404);
  expect((await admin.call('POST', `/api/attachments/${body.id}/restore`)).status).toBe(200);
  expect((await reader.call('GET', `/api/files/${file}`)).status).toBe(200);
  await admin.call('DELETE', at);
  expect((await reader.call('GET', `/api/files/${file}`)).status).toBe(404);
  await admin.call('POST', `${at}/restore`);
  expect((await reader.call('GET', `/api/files/${file}`)).status).toBe(200);
});
