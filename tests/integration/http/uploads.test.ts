/** Uploads that are cut off by their sender: whoever waits for them is told, and nothing of them is left behind. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import express, { type Request } from 'express';
import { expect, test } from 'vitest';
import { spooled } from '../../../runtime/server/files/spool.ts';
import { csrfToken } from '../../../runtime/server/http/security.ts';
import { readUploads, receiveFile } from '../../../runtime/server/http/uploads.ts';
import { testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();

const BOUNDARY = 'cut-off-upload';
const BEGINNING = [
  `--${BOUNDARY}`,
  'Content-Disposition: form-data; name="file"; filename="half.bin"',
  'Content-Type: application/octet-stream',
  '',
  'x'.repeat(300_000),
].join('\r\n');

/** Sends the beginning of an upload and no more of it. */
async function beginUpload(
  port: number,
  path: string,
  { length = 5_000_000, headers = [] }: { length?: number; headers?: readonly string[] } = {},
): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}); // the server may close it first
  await once(socket, 'connect');
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
    `Content-Length: ${length}`,
    ...headers,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${BEGINNING}`);
  return socket;
}

const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('potik-upload-'));

const readers: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  'into memory': (request) => readUploads(request, { files: 3, bytes: 10_000_000 }),
  'as a stream': (request) =>
    receiveFile(request, { bytes: 10_000_000 }, ({ content }) => spooled(content, async ({ size }) => size)),
};

for (const [way, read] of Object.entries(readers)) {
  // given a server that reads an upload
  const serving = async () => {
    const reader = express();
    const server = reader.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const outcome = new Promise<{ ended: Promise<unknown> }>((resolve) => {
      reader.post('/', (request) => {
        const ended = read(request).catch((error: unknown) => error);
        request.once('data', () => resolve({ ended }));
      });
    });
    return { server, outcome, port: (server.address() as AddressInfo).port };
  };

  for (const [how, length] of [
    ['its sender goes away', 5_000_000],
    ['its end is missing', Buffer.byteLength(BEGINNING)],
  ] as const)
    test(`what is read ${way} ends with a refusal when ${how}`, async () => {
      const { server, outcome, port } = await serving();
      const before = uploads();
      // when it has begun and comes no further
      const socket = await beginUpload(port, '/', { length });
      const { ended } = await outcome;
      if (length > BEGINNING.length) socket.destroy();
      // then
      expect(await ended).toMatchObject({ detail: { status: 400, code: 'bad_request' } });
      await expect.poll(() => uploads().filter((name) => !before.includes(name))).toEqual([]);
      socket.destroy();
      server.close();
    });
}

test('an upload whose sender says no more is answered or closed, and is in no list of files', async () => {
  // given
  const { port } = new URL(app.url);
  // when the sender ends without having sent everything
  const token = csrfToken(app.services.secret, admin.cookie.slice(admin.cookie.indexOf('=') + 1));
  const headers = [`Cookie: ${admin.cookie}`, `X-Potik-Csrf: ${token}`];
  const socket = await beginUpload(Number(port), '/api/files', { headers });
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.end();
  await once(socket, 'close');
  // then
  const answer = Buffer.concat(parts).toString();
  if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  const { rows } = await app.services.db.query(`select id from potik.file where name = 'half.bin'`);
  expect(rows).toEqual([]);
});
