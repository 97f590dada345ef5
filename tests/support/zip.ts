/** A ZIP of texts by path, as somebody would hand it in. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  return Buffer.from(await buffer(zip.outputStream));
}
