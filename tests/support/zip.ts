/** A ZIP of texts or bytes by path, as somebody would hand it in; with symbolic links where a test wants some. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** @param links path → target, as Unix packs them */
export async function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  links: Readonly<Record<string, string>> = {},
): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), path, { compress: content.length > 0 });
  for (const [path, target] of Object.entries(links))
    zip.addBuffer(Buffer.from(target), path, { mode: 0o120_777 });
  zip.end();
  return Buffer.from(await buffer(zip.outputStream));
}
