/**
 * Files handed in without a solution around them, as definitions: BPMN and DMN models, HTML forms of Camunda, and YAML that
 * names its kind (`archive.task_types.yaml`, or in a folder `task_types/`). Used by `POST /api/deployments` and by `potik apply`
 * for loose folders. A model replaces the definition that holds its process already, in whatever solution.
 */
import {
  type Configuration,
  type Definition,
  type DefinitionProblem,
  definitionsOf,
  error,
  idOf,
  warning,
} from '#metadata/definition.ts';
import { readDefinition } from '#metadata/files.ts';
import { DEFINITION_KINDS, definitionKind, type Kind } from '#metadata/kind.ts';
import { decisionIds, processIds } from '#metadata/process.ts';
import { importedKey } from '#metadata/process-form.ts';
import type { Json } from '#metadata/value.ts';
import { readHtmlForms } from './read-html-form.ts';

export interface GivenFile {
  /** Name, or path below a folder with `/`. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Larger models are no drawings of people (QUALITY §3). */
export const MOST_BYTES = 2_000_000;

export interface GivenDefinitions {
  readonly definitions: readonly Definition[];
  readonly problems: readonly DefinitionProblem[];
  /** File of each definition, by its id. */
  readonly files: ReadonlyMap<string, string>;
}

/** The solution of what is deployed without one. */
export const LOCAL = 'local';

export function readGivenFiles(files: readonly GivenFile[], live: Configuration): GivenDefinitions {
  const problems: DefinitionProblem[] = [];
  const definitions: Definition[] = [];
  const named = new Map<string, string>();
  const add = (kind: string, key: string, content: Json, file: string) => {
    const id = idOf({ kind, key });
    const other = named.get(id);
    if (other !== undefined && isEarlier(file, other)) {
      const message = `${file} was left out: ${other} is the later version of the ${kind} “${key}”.`;
      problems.push({ ...warning('file.earlier', message, id), file });
      return;
    }
    if (other !== undefined) {
      const message = `${file} and ${other} both hold the ${kind} “${key}”.`;
      problems.push({ ...error('doubled', message, id), file });
      return;
    }
    named.set(id, file);
    const solution = live.definitions.get(id)?.solution ?? LOCAL;
    definitions.push({ kind, key, solution, content });
  };

  const forms = files.filter(({ name }) => HTML.test(name));
  const read = readHtmlForms(forms.map(({ name, content }) => ({ name, text: textOf(content) })));
  for (const { name, content } of latestFirst(files)) {
    const model = modelOf(name);
    if (model && content.byteLength > MOST_BYTES) {
      problems.push(tooLarge(name, content.byteLength));
      continue;
    }
    if (model) {
      const xml = textOf(content);
      add(model, modelKey(model, xml, name, live), xml, name);
      continue;
    }
    if (HTML.test(name)) {
      const form = read.get(name);
      if (form) add('form', importedKey(name), form, name);
      else problems.push(notRead(name, 'holds no field of a process (cam-variable-name)'));
      continue;
    }
    const yaml = yamlOf(name);
    if (!yaml) {
      problems.push(unknown(name));
      continue;
    }
    const definition = readDefinition(yaml, textOf(content));
    if (definition.ok) add(yaml.kind, yaml.key, definition.content, name);
    else problems.push(...definition.problems.map((problem) => ({ ...problem, file: name })));
  }
  return { definitions, problems, files: named };
}

/** Text in the encoding that its byte order mark or XML declaration names; UTF-8 where none or an unknown one is named. */
export function textOf(content: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(content.subarray(0, 200));
  const marked = head.startsWith('\xFF\xFE') ? 'utf-16le' : head.startsWith('\xFE\xFF') ? 'utf-16be' : null;
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  try {
    return new TextDecoder(marked ?? declared ?? 'utf-8').decode(content);
  } catch {
    return new TextDecoder().decode(content);
  }
}

/** Whether a file of this name is one that can be deployed. */
export function isDeployable(name: string): boolean {
  return modelOf(name) !== null || HTML.test(name) || yamlOf(name) !== null;
}

// helpers //////////

const HTML = /\.html?$/i;
const PROCESS = /\.bpmn(20)?(\.xml)?$/i;
const DECISION = /\.dmn(1[1-5])?(\.xml)?$/i;
const YAML = /\.ya?ml$/i;

function modelOf(name: string): 'process' | 'decision' | null {
  return PROCESS.test(name) ? 'process' : DECISION.test(name) ? 'decision' : null;
}

/** The key of the definition that holds one of the model's processes (decisions) now, else the id of the first. */
function modelKey(kind: 'process' | 'decision', xml: string, name: string, live: Configuration): string {
  const idsIn = kind === 'process' ? processIds : decisionIds;
  const ids = idsIn(xml);
  const holder = definitionsOf(live, kind).find(({ content }) =>
    idsIn(String(content)).some((id) => ids.includes(id)),
  );
  return holder?.key ?? keyFrom(ids[0] ?? fileStem(name), definitionKind(kind)!);
}

function keyFrom(name: string, { keys }: Kind): string {
  if (keys.pattern.test(name)) return name;
  const plain = name.replaceAll(/[^\w.-]+/g, '_').slice(0, 100);
  return keys.pattern.test(plain) ? plain : `_${plain}`;
}

function fileStem(name: string): string {
  return name.replace(/^.*\//, '').replace(PROCESS, '').replace(DECISION, '');
}

/** `invoice.v2.bpmn`: what stands before the mark of the version, and its number; null without a mark. */
function versionMark(name: string): { readonly of: string; readonly version: number } | null {
  const [, stem, version, extension] = /^(.+)[._-]v(\d+)(\.[^/]+)$/i.exec(name) ?? [];
  return stem === undefined ? null : { of: `${stem}${extension}`, version: Number(version) };
}

function isEarlier(name: string, than: string): boolean {
  const [one, other] = [versionMark(name), versionMark(than)];
  return one !== null && other !== null && one.of === other.of && one.version < other.version;
}

function latestFirst(files: readonly GivenFile[]): GivenFile[] {
  const version = ({ name }: GivenFile) => versionMark(name)?.version ?? 0;
  return [...files].sort((a, b) => version(b) - version(a));
}

/** `archive.task_types.yaml`, `task_types/archive.yaml`. */
function yamlOf(name: string): { kind: string; key: string } | null {
  if (!YAML.test(name)) return null;
  const [folder, file] = name.includes('/') ? name.split('/').slice(-2) : [undefined, name];
  const stem = file!.replace(YAML, '');
  const dot = stem.lastIndexOf('.');
  const said = dot < 0 ? undefined : definitionKind(stem.slice(dot + 1));
  const kind = said ?? DEFINITION_KINDS.find((one) => one.folder !== null && one.folder === folder);
  if (kind?.extension !== '.yaml' || kind.folder === null) return null;
  return { kind: kind.key, key: said ? stem.slice(0, dot) : stem };
}

function unknown(file: string): DefinitionProblem {
  const message = `${file} can not be deployed: a BPMN or DMN model, an HTML form, or YAML that names its kind, such as archive.task_types.yaml, is expected.`;
  return { ...error('file.unknown', message), file };
}

function tooLarge(file: string, bytes: number): DefinitionProblem {
  const message = `${file} has ${(bytes / 1_000_000).toFixed(1)} MB; a model may have ${MOST_BYTES / 1_000_000} MB at most.`;
  return { ...error('file.too_large', message), file };
}

function notRead(file: string, why: string): DefinitionProblem {
  return { ...warning('file.left_out', `${file} ${why} and was left out.`), file };
}
