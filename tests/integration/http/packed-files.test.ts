/** Built files go over the wire packed, to who can read them so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, expect, test } from 'vitest';
import { packAssets } from '../../../runtime/build/pack-assets.ts';
import { packedFiles } from '../../../runtime/server/http/packed-files.ts';

const CODE = `export const text = ${JSON.stringify('потік '.repeat(500))};`;
const folder = mkdtempSync(join(tmpdir(), 'potik-packed-'));
writeFileSync(join(folder, 'a.js'), CODE);
writeFileSync(join(folder, 'small.js'), 'export {};');
await packAssets(folder);
const app = express().use(packedFiles(folder), express.static(folder, { fallthrough: false }));
const server = app.listen(0);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Without fetch, which unpacks by itself. */
function get(path: string, encodings?: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const headers = encodings === undefined ? {} : { 'accept-encoding': encodings };
    request({ port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
])('%s is answered with %s', async (accepted, encoding, unpack) => {
  const { headers, body } = await get('/a.js', accepted);
  expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
  expect(headers['content-type']).toMatch(/^text\/javascript/);
  expect(body.length).toBeLessThan(CODE.length / 10);
  expect(unpack(body).toString()).toBe(CODE);
});

test('who reads no packed files gets the file itself, and so is a small one', async () => {
  for (const accepted of ['identity', 'br;q=0']) {
    const { headers, body } = await get('/a.js', accepted);
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(CODE);
  }
  const { headers } = await get('/small.js', 'gzip, br');
  expect(headers['content-encoding']).toBeUndefined();
});
