/** The ready-made solutions as tests read them: the files of a template's folder, its definitions, its registry. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationOf, problemText } from '#metadata/definition.ts';
import { type ReadFiles, readSolution } from '#metadata/files.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import { checkShape } from '../../runtime/server/model/check-shape.ts';

const FOLDER = join(import.meta.dirname, '../../templates');

/** Keys of all templates. */
export const TEMPLATES: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Texts by path below the template's folder. */
export function templateFiles(template: string): ReadonlyMap<string, string> {
  const root = join(FOLDER, template);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]));
}

export interface Template {
  readonly files: ReadonlyMap<string, string>;
  readonly read: ReadFiles;
  readonly registry: Registry;
  /** Mistakes and things to look at, one a line with file and place. */
  readonly problems: readonly string[];
}

const known = new Map<string, Template>();

export function template(key: string): Template {
  const made = known.get(key) ?? make(key);
  known.set(key, made);
  return made;
}

function make(key: string): Template {
  const files = templateFiles(key);
  const read = readSolution(files, checkShape);
  const built = buildRegistry(configurationOf([...PEOPLE_DEFINITIONS, ...read.definitions]));
  const problems = [...read.problems, ...built.problems.map((problem) => read.locate(problem))];
  return { files, read, registry: built.registry, problems: problems.map(problemText) };
}
