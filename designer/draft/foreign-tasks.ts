/**
 * What imported diagrams run by programs that are not there: Java classes, delegates and connectors. A line of a `task_types`
 * definition says which task of the platform stands for one.
 */
import type { Change } from '#metadata/change.ts';
import { type Configuration, definitionsOf } from '#metadata/definition.ts';
import type { TaskTypesDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';

export type TaskLine = TaskTypesDefinition['map'][number];

/** The properties of a line by which the program is named. */
export const FOREIGN_KINDS = ['java_class', 'delegate', 'topic'] as const;
export type ForeignKind = (typeof FOREIGN_KINDS)[number];

export interface ForeignTask {
  readonly kind: ForeignKind;
  readonly name: string;
}

/** By which the line finds its program. */
export function foreignOf(line: TaskLine): ForeignTask {
  const kind = FOREIGN_KINDS.find((one) => line[one] !== undefined) ?? 'java_class';
  return { kind, name: line[kind] ?? '' };
}

export function lineFor(
  { kind, name }: ForeignTask,
  { task, inputs }: Pick<TaskLine, 'task' | 'inputs'>,
): TaskLine {
  return { [kind]: name, task, ...(inputs && Object.keys(inputs).length > 0 && { inputs }) };
}

/** The line that holds for a program; the first wins, as at deployment. */
export function lineOf(configuration: Configuration, { kind, name }: ForeignTask): TaskLine | undefined {
  return definitionsOf(configuration, 'task_types')
    .flatMap(({ content }) => (content as unknown as TaskTypesDefinition).map)
    .find((line) => line[kind] === name);
}

/** Programs the diagrams of the configuration name, each once. */
export function foreignTasks(configuration: Configuration): readonly ForeignTask[] {
  const found = new Map<string, ForeignTask>();
  for (const { content } of definitionsOf(configuration, 'process'))
    for (const [, attribute, name] of String(content).matchAll(NAMED)) {
      const kind = attribute === 'class' ? 'java_class' : 'delegate';
      found.set(`${kind} ${name}`, { kind, name: unescaped(name!) });
    }
  return [...found.values()];
}

/**
 * The change that makes a line hold: the old one of the program is replaced where it stands; else it is added to the table of the
 * solution, which is made where there is none.
 */
export function mapTask(configuration: Configuration, solution: string, line: TaskLine): Change {
  const program = foreignOf(line);
  const tables = definitionsOf(configuration, 'task_types');
  const mapOf = ({ content }: { content: Json }) => (content as unknown as TaskTypesDefinition).map;
  const same = (other: TaskLine) => other[program.kind] === program.name;
  const table =
    tables.find((one) => mapOf(one).some(same)) ?? tables.find((one) => one.solution === solution);
  if (!table) {
    const content = { label: LABEL, map: [line] } as unknown as Json;
    return { change: 'put', kind: 'task_types', key: freeKey(configuration), solution, content };
  }
  const map = mapOf(table);
  const next = map.some(same) ? map.map((other) => (same(other) ? line : other)) : [...map, line];
  const content = { ...(table.content as object), map: next } as unknown as Json;
  return { change: 'put', kind: 'task_types', key: table.key, solution: table.solution, content };
}

// helpers //////////

const LABEL = { en: 'Imported tasks', uk: 'Імпортовані завдання', ru: 'Импортированные задания' };
const NAMED = /\bcamunda:(class|delegateExpression)="([^"]+)"/g;

function freeKey(configuration: Configuration): string {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? 'imported' : `imported_${number}`;
    if (!configuration.definitions.has(`task_types/${key}`)) return key;
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
