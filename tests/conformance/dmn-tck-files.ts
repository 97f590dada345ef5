/** Finds the folders of a DMN TCK below a directory: every folder with models and test cases in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TckFolder } from './dmn-tck.ts';

export function readTckFolders(root: string, directory = root): TckFolder[] {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  );
  const files = entries
    .filter((entry) => entry.isFile() && /\.(?:dmn|xml)$/.test(entry.name))
    .map((entry) => ({ name: entry.name, xml: readFileSync(join(directory, entry.name), 'utf8') }));
  const here = files.some(({ name }) => name.endsWith('.dmn'))
    ? [{ name: relative(root, directory), files }]
    : [];
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => join(directory, entry.name));
  return [...here, ...below.flatMap((folder) => readTckFolders(root, folder))];
}
