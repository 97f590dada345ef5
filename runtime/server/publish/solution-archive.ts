/** A solution as one file: the definitions as they are live, packed so that equal solutions are equal bytes. */
import { buffer, text } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { writeSolution } from '#metadata/files.ts';
import { openZip } from '../files/zip-archive.ts';
import { Rejection } from '../rejection.ts';
import { DEFINITION_FILE, type Delivered, deliveredIn } from './folder.ts';
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

/** A solution out of such a file, or of a folder somebody packed; refused with file and line where it has mistakes. */
export async function unpackSolution({ name, bytes }: SolutionArchive): Promise<Delivered> {
  const unreadable = () =>
    new Rejection({
      status: 422,
      code: 'solution_archive',
      message: `${name} is no solution that can be read: a ZIP with its solution.yaml is.`,
    });
  const zip = await openZip({ source: bytes, file: name, unreadable });
  try {
    const root = zip.names.map((path) => /^(?:[^/]+\/)?(?=solution\.yaml$)/.exec(path)?.[0]).find(isFound);
    if (root === undefined) throw unreadable();
    const files = new Map<string, string>();
    for (const path of zip.names.filter((one) => one.startsWith(root) && DEFINITION_FILE.test(one)))
      files.set(path.slice(root.length), await text(await zip.read(path)));
    return deliveredIn(files);
  } catch (error) {
    throw error instanceof Rejection ? error : unreadable();
  } finally {
    zip.close();
  }
}

// helpers //////////

const isFound = (root: string | undefined) => root !== undefined;
