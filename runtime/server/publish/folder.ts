/**
 * Solutions as folders on disk: `potik plan DIR`, `apply DIR`, `pull DIR`. A folder is the whole solution: what it does not
 * hold is taken away. Problems carry file, line and column.
 */
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Change } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import {
  type Configuration,
  configurationOf,
  type DefinitionProblem,
  hasErrors,
} from '#metadata/definition.ts';
import { type ReadFiles, readSolution, writeSolution } from '#metadata/files.ts';
import { checkShape } from '../model/check-shape.ts';
import { Rejection } from '../rejection.ts';
import type { PublishGround } from './ground.ts';
import { type PlanResult, type Published, planChanges, publish, refuseErrors } from './publish.ts';

export interface FolderPlan extends PlanResult {
  readonly solution: string;
}

export async function planFolder(ground: PublishGround, folder: string): Promise<FolderPlan> {
  const { read, changes, solution } = await folderChanges(ground, folder);
  const result = await planChanges(ground, changes);
  return { ...result, solution, plan: { ...result.plan, problems: result.plan.problems.map(read.locate) } };
}

export async function applyFolder(
  ground: PublishGround,
  folder: string,
  by: { readonly personId: string | null; readonly note?: string },
): Promise<Published> {
  const { read, changes, solution, base } = await folderChanges(ground, folder);
  try {
    const published = await publish(ground, {
      changes,
      base,
      personId: by.personId,
      note: by.note ?? `Applied ${solution}`,
    });
    return { ...published, warnings: published.warnings.map(read.locate) };
  } catch (error) {
    throw located(error, read);
  }
}

export interface Pulled {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** Writes a solution into a folder. Files whose content says the same are left as they are, comments and all. */
export async function pullFolder(ground: PublishGround, folder: string, solution: string): Promise<Pulled> {
  const { registry } = await ground.model.reload();
  const wanted = writeSolution(registry.configuration, solution);
  if (wanted.size === 0)
    throw new Rejection({ status: 404, code: 'not_found', message: `There is no solution "${solution}".` });
  await mkdir(folder, { recursive: true });
  const present = await readFolder(folder);
  const read = readSolution(present, checkShape);
  const there = new Map([...read.files].map(([id, file]) => [file, id]));
  const own = new Map(
    read.definitions.map((definition) => [`${definition.kind}/${definition.key}`, definition]),
  );
  const written: string[] = [];
  for (const [file, text] of wanted) {
    const old = own.get(there.get(file) ?? '');
    const live = registry.configuration.definitions.get(there.get(file) ?? '');
    if (old && live && JSON.stringify(old.content) === JSON.stringify(live.content)) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
    written.push(file);
  }
  const removed = [...there.keys()].filter((file) => !wanted.has(file));
  for (const file of removed) await rm(join(folder, file));
  return { written, removed };
}

/** A solution as its maker gives it. */
export interface Delivered {
  readonly solution: string;
  readonly delivered: Configuration;
}

/** A folder as its maker delivers it, to be installed; refused with files and lines where it has mistakes. */
export async function readDelivered(folder: string): Promise<Delivered> {
  return deliveredIn(await readFolder(folder));
}

/** @param files text by path, as a folder or an archive holds them */
export function deliveredIn(files: ReadonlyMap<string, string>): Delivered {
  const { problems, definitions } = readSolution(files, checkShape);
  refuseErrors(problems);
  const solution = definitions.find(({ kind }) => kind === 'solution')!.key;
  return { solution, delivered: configurationOf(definitions) };
}

/** Key of the solution whose folder this is; null where its solution.yaml names none. */
export async function solutionIn(folder: string): Promise<string | null> {
  const { definitions } = readSolution(await readFolder(folder), checkShape);
  return definitions.find(({ kind }) => kind === 'solution')?.key ?? null;
}

/** Text of all files below a folder by path with `/`. Links are not followed. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const visit = async (path: string, depth: number): Promise<void> => {
    if (depth > 5) return;
    for (const name of await readdir(path)) {
      const full = join(path, name);
      const info = await lstat(full);
      if (info.isDirectory() && !name.startsWith('.')) await visit(full, depth + 1);
      else if (info.isFile() && DEFINITION_FILE.test(name))
        files.set(relative(folder, full).split(sep).join('/'), await readFile(full, 'utf8'));
    }
  };
  await visit(folder, 0).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new Rejection({ status: 404, code: 'no_folder', message: `There is no folder ${folder}.` });
    throw error;
  });
  return files;
}

/** What can be a definition; data, pictures and notes lie beside them. */
export const DEFINITION_FILE = /\.(ya?ml|bpmn|dmn|json|xml)$/i;

// helpers //////////

async function folderChanges(ground: PublishGround, folder: string) {
  const read = readSolution(await readFolder(folder), checkShape);
  if (hasErrors(read.problems)) refuseErrors(read.problems);
  const solution = read.definitions.find((definition) => definition.kind === 'solution')!.key;
  const { registry, release } = await ground.model.reload();
  const changes: Change[] = compareConfigurations(
    registry.configuration,
    withSolution(registry.configuration, solution, read),
  );
  return { read, changes, solution, base: release };
}

function withSolution(live: Configuration, solution: string, read: ReadFiles): Configuration {
  const others = [...live.definitions.values()].filter((definition) => definition.solution !== solution);
  const clash = read.definitions.find((definition) =>
    others.some((other) => other.kind === definition.kind && other.key === definition.key),
  );
  if (clash) {
    const owner = others.find((other) => other.kind === clash.kind && other.key === clash.key)!.solution;
    const message = `The ${clash.kind} "${clash.key}" is already there, in the solution ${owner}. Keys are unique in an installation; rename one of them.`;
    throw new Rejection({
      status: 409,
      code: 'key_taken',
      message,
      extra: { file: read.files.get(`${clash.kind}/${clash.key}`) },
    });
  }
  return configurationOf([...others, ...read.definitions]);
}

/** A refusal of publishing with the places in the files. */
function located(error: unknown, read: ReadFiles): unknown {
  if (!(error instanceof Rejection) || !Array.isArray(error.detail.extra?.problems)) return error;
  const problems = (error.detail.extra.problems as DefinitionProblem[]).map(read.locate);
  return new Rejection({ ...error.detail, extra: { ...error.detail.extra, problems } });
}
