/** A solution as one file: the definitions as they are live, packed so that equal solutions are equal bytes. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { writeSolution } from '#metadata/files.ts';
import { Rejection } from '../rejection.ts';
import type { PublishGround } from './ground.ts';

export interface SolutionArchive {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Entries carry no time of their own. */
const MTIME = new Date(Date.UTC(2000, 0, 1));

export async function packSolution(ground: PublishGround, key: string): Promise<SolutionArchive> {
  const { registry } = await ground.model.reload();
  const files = writeSolution(registry.configuration, key);
  if (files.size === 0)
    throw new Rejection({ status: 404, code: 'not_found', message: `There is no solution "${key}".` });
  const zip = new ZipFile();
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    zip.addBuffer(Buffer.from(text), path, { mtime: MTIME, forceDosTimestamp: true });
  zip.end();
  const content = registry.configuration.definitions.get(`solution/${key}`)!.content;
  const { version = '0.0.0' } = content as { readonly version?: string };
  return { name: `${key}-${version}.zip`, bytes: await buffer(zip.outputStream) };
}
