/** Files: brought in, named in a field, read by whoever may read the field; and the quick search. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

function form(name: string, content: Buffer): FormData {
  const data = new FormData();
  data.append('file', new Blob([new Uint8Array(content)], { type: 'text/html' }), name);
  return data;
}

const other = { email: 'other@example.com', password: 'a long enough one' };
await admin.call('POST', '/api/people', { name: 'Olena Other', ...other });
const stranger = await app.signIn(other);

test('the type comes from the content, not from what the sender says', async () => {
  const { status, body } = await admin.call('POST', '/api/files', form('../../evil.html', PNG));
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'evil.html', type: 'image/png', size: 16 });
});

test('a page is never shown as one', async () => {
  const { body } = await admin.call(
    'POST',
    '/api/files',
    form('page.html', Buffer.from('<script>1</script>')),
  );
  expect(body.type).toBe('text/plain');
  const { headers } = await admin.call('GET', `/api/files/${body.id}`);
  expect(headers.get('content-disposition')).toContain('attachment');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('whoever may read a field that names a file may read it, nobody else', async () => {
  // given a file only its owner may read
  const { body: file } = await admin.call('POST', '/api/files', form('face.png', PNG));
  expect((await admin.call('GET', `/api/files/${file.id}`)).status).toBe(200);
  expect((await stranger.call('GET', `/api/files/${file.id}`)).status).toBe(404);
  // when it is the photo of a person everybody may see
  const me = (await admin.call('GET', '/api/me')).body.person.id;
  const { version } = (await admin.call('GET', `/api/records/user/${me}`)).body;
  const changed = await admin.call('PATCH', `/api/records/user/${me}`, {
    version,
    values: { photo: file.id },
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  // then the other may read it too
  expect((await stranger.call('GET', `/api/files/${file.id}`)).status).toBe(200);
});

test('a large file comes back as it was sent, one that is too large is refused; neither leaves anything behind', async () => {
  const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('potik-upload-'));
  const before = uploads();
  const content = randomBytes(5_300_000);
  const { status, body } = await admin.call('POST', '/api/files', form('large.bin', content));
  expect(status).toBe(201);
  expect(body).toMatchObject({ size: content.length, type: 'application/octet-stream' });
  const back = await fetch(`${app.url}/api/files/${body.id}`, { headers: { cookie: admin.cookie } });
  expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  const refused = await admin.call('POST', '/api/files', form('huge.bin', Buffer.alloc(50_000_001)));
  expect(refused).toMatchObject({
    status: 413,
    body: { code: 'too_large', detail: 'huge.bin is larger than 50 MB.' },
  });
  expect((await admin.call('POST', '/api/files', new FormData())).status).toBe(422);
  // Others on this machine may be uploading at this moment.
  await expect.poll(() => uploads().filter((name) => !before.includes(name))).toEqual([]);
});

test('an empty upload and one that is no upload are refused', async () => {
  expect((await admin.call('POST', '/api/files', form('none.txt', Buffer.alloc(0)))).body.code).toBe(
    'invalid',
  );
  expect((await admin.call('POST', '/api/files', { a: 1 })).status).toBe(415);
});

test('quick search finds people by a part of the name', async () => {
  const { body } = await admin.call('GET', '/api/search?q=olena');
  expect(body.items).toMatchObject([{ entity: 'user', title: 'Olena Other', subtitle: 'Person' }]);
});
