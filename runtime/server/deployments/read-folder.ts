/** Loose folders of models and forms, and files, for `potik plan` and `potik apply`: everything in them that can be deployed. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { Rejection } from '../rejection.ts';
import { type GivenFile, isDeployable } from './read-files.ts';

/** Links are not followed; what can not be deployed (pictures, notes) stays where it is. */
export async function readLoose(paths: readonly string[]): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const path of paths) files.push(...(await readPath(path)));
  return files;
}

// helpers //////////

async function readPath(path: string): Promise<GivenFile[]> {
  const info = await lstat(path).catch(() => null);
  if (!info)
    throw new Rejection({ status: 404, code: 'no_folder', message: `There is no file or folder ${path}.` });
  if (info.isFile()) return [{ name: basename(path), content: await readFile(path) }];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: relative(path, file).split(sep).join('/') }))
    .filter(({ name }) => isDeployable(name) && !/(^|\/)\./.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (files.length === 0)
    throw new Rejection({
      status: 422,
      code: 'no_files',
      message: `${path} holds neither a solution.yaml nor a BPMN or DMN model.`,
    });
  return Promise.all(files.map(async ({ file, name }) => ({ name, content: await readFile(file) })));
}
