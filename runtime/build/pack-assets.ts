/**
 * Packed forms (brotli, gzip) beside the built files of the apps, so that the server sends a fifth of the bytes and packs nothing
 * while somebody waits. Read by `runtime/server/http/packed-files.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = new Set(['.js', '.css', '.svg', '.json']);
/** Smaller files fit into a packet anyway. */
const WORTH = 1000;
/** 11 takes ten times as long for a hundredth less. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export async function packAssets(folder: string): Promise<void> {
  const names = readdirSync(folder).filter((name) => TEXTS.has(extname(name)));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const content = readFileSync(path);
      if (content.length < WORTH) return;
      writeFileSync(`${path}.br`, await promisify(brotliCompress)(content, BROTLI));
      writeFileSync(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}
