/**
 * Solutions as folders of files, both ways. Reading gives definitions and problems with file, line and column; writing is
 * stable: the same definitions make the same bytes. The server and the CLI move the bytes.
 */
import {
  type Configuration,
  type Definition,
  type DefinitionId,
  type DefinitionProblem,
  error,
  errorSaid,
  idOf,
  type Path,
} from './definition.ts';
import type { Kind } from './kinds/kind.ts';
import { KINDS } from './kinds/table.ts';
import { hint } from './nearest.ts';
import { inSchemaOrder } from './schema.ts';
import type { Json } from './value.ts';
import { type Position, readYaml } from './yaml/read.ts';
import { writeYaml } from './yaml/write.ts';

/** A mistake of shape: what the JSON Schema of the kind refuses. */
export interface ShapeProblem {
  readonly path: Path;
  readonly message: string;
}

/** Checks content against the schema of a kind. Handed in, since the schema checker is the server's (`model/check-shape.ts`). */
export type CheckShape = (kind: string, content: Json) => readonly ShapeProblem[];

export interface ReadFiles {
  readonly definitions: readonly Definition[];
  readonly problems: readonly DefinitionProblem[];
  /** File of each definition. */
  readonly files: ReadonlyMap<DefinitionId, string>;
  /** Adds file, line and column to problems found later in these definitions. */
  locate(problem: DefinitionProblem): DefinitionProblem;
}

/** Folders that may lie in a solution and hold no definitions. */
const OTHER_FOLDERS = new Set(['data', 'specs', 'docs']);
const OTHER_FILES = /^(README|LICENSE|CHANGELOG)(\.\w+)?$|^\.|(^|\/)\./i;

/**
 * Reads the files of one solution.
 * @param files text by path below the solution's folder, with `/`: `entities/deal.yaml`
 */
export function readSolution(files: ReadonlyMap<string, string>, checkShape: CheckShape): ReadFiles {
  const problems: DefinitionProblem[] = [];
  const definitions: Definition[] = [];
  const places = new Map<DefinitionId, { file: string; locate: (path: Path) => Position }>();
  const solution = solutionKey(files, problems);
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const named = kindOfFile(file, problems);
    if (!named) continue;
    const { kind, key } = named;
    const read = readContent(kind, file, text, problems);
    if (!read) continue;
    const definition: Definition = {
      kind: kind.key,
      key: kind.folder === null ? solution : key,
      solution,
      content: inSchemaOrder(kind.key, read.content),
    };
    const id = idOf(definition);
    places.set(id, { file, locate: read.locate });
    const shape = kind.extension === '.yaml' ? checkShape(kind.key, read.content) : [];
    for (const { path, message } of shape)
      problems.push({ ...error('shape', message, id, path), file, ...read.locate(path) });
    if (shape.length === 0) definitions.push(definition);
  }
  return {
    definitions,
    problems,
    files: new Map([...places].map(([id, { file }]) => [id, file])),
    locate(problem) {
      const place = problem.definition === undefined ? undefined : places.get(problem.definition);
      return place && problem.file === undefined
        ? { ...problem, file: place.file, ...place.locate(problem.path ?? []) }
        : problem;
    },
  };
}

/** The files of a solution: text by path, in the order of the paths. */
export function writeSolution(configuration: Configuration, solution: string): ReadonlyMap<string, string> {
  const files = [...configuration.definitions.values()]
    .filter((definition) => definition.solution === solution)
    .map((definition) => [pathOf(definition), writeDefinition(definition)] as const);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `entities/deal.yaml` */
export function pathOf(definition: { readonly kind: string; readonly key: string }): string {
  const kind = KINDS.get(definition.kind);
  if (!kind) throw new Error(`there is no kind ${definition.kind}`);
  return kind.folder === null
    ? `solution${kind.extension}`
    : `${kind.folder}/${definition.key}${kind.extension}`;
}

export function writeDefinition(definition: Definition): string {
  if (typeof definition.content === 'string') return definition.content;
  return writeYaml(inSchemaOrder(definition.kind, definition.content));
}

/** The content of one definition from its text as somebody edits it; shape and uses are checked by whoever asks. */
export function readDefinition(
  id: { readonly kind: string; readonly key: string },
  text: string,
):
  | { readonly ok: true; readonly content: Json; readonly locate: (path: Path) => Position }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] } {
  const problems: DefinitionProblem[] = [];
  const read = readContent(KINDS.get(id.kind)!, pathOf(id), text, problems);
  return read ? { ok: true, ...read } : { ok: false, problems };
}

// helpers //////////

function solutionKey(files: ReadonlyMap<string, string>, problems: DefinitionProblem[]): string {
  const text = files.get('solution.yaml');
  if (text === undefined) {
    const message = 'A solution needs a file solution.yaml with key, title and version.';
    problems.push({ ...error('no_solution', message, undefined, undefined, {}), file: 'solution.yaml' });
    return '';
  }
  const read = readYaml(text);
  const key = read.ok ? (read.content as { key?: unknown } | null)?.key : undefined;
  return typeof key === 'string' ? key : '';
}

function kindOfFile(file: string, problems: DefinitionProblem[]): { kind: Kind; key: string } | null {
  const parts = file.split('/');
  const [folder, name, ...deeper] =
    parts.length === 1 ? [null, parts[0]!] : (parts as [string, string, ...string[]]);
  if (OTHER_FILES.test(file) || (folder !== null && OTHER_FOLDERS.has(folder))) return null;
  const say = (code: string, message: string): null => {
    problems.push({ ...error(code, message), file });
    return null;
  };
  const kind = [...KINDS.values()].find(
    (candidate) => candidate.folder === folder && (folder !== null || name === 'solution.yaml'),
  );
  const folders = [...KINDS.values()].flatMap((candidate) => candidate.folder ?? []);
  if (!kind && folder === null)
    return say(
      'unknown_file',
      `This file is no definition. The top holds solution.yaml and folders: ${folders.join(', ')}.`,
    );
  if (!kind)
    return say(
      'unknown_folder',
      `There is no kind of definition for the folder "${folder}".${hint(folder!, folders)}`,
    );
  if (deeper.length > 0)
    return say('unknown_file', `Definitions lie directly in ${folder}/, not in folders below it.`);
  if (!name.endsWith(kind.extension))
    return say('unknown_file', `A file in ${folder}/ ends with ${kind.extension}.`);
  const key = name.slice(0, -kind.extension.length);
  if (!kind.keys.pattern.test(key))
    return say('file_key', `"${key}" can not be a key: ${kind.keys.words} are expected.`);
  return { kind, key };
}

function readContent(kind: Kind, file: string, text: string, problems: DefinitionProblem[]) {
  if (kind.extension !== '.yaml')
    return { content: text.replace(/^\uFEFF/, ''), locate: () => ({ line: 1, column: 1 }) };
  const read = readYaml(text);
  if (read.ok) return { content: read.content, locate: read.locate };
  for (const { why, line, column } of read.problems)
    problems.push({ ...errorSaid('yaml', why), file, line, column });
  return null;
}
