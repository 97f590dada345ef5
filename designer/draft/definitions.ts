/** Definitions as the designer lists them: name, icon, whether the draft changed them. */
import { changeAbout } from '#metadata/change.ts';
import { type Definition, definitionsOf, idOf, sameContent } from '#metadata/definition.ts';
import type { Label } from '#metadata/label.ts';
import { processIds } from '#metadata/process.ts';
import type { DraftView } from './draft-store.ts';

export type Mark = 'new' | 'changed' | null;

export interface ListedDefinition {
  readonly definition: Definition;
  readonly name: string;
  readonly mark: Mark;
}

export const KIND_ICONS: Readonly<Record<string, string>> = {
  solution: 'package',
  entity: 'database',
  extension: 'puzzle',
  pipeline: 'timeline',
  form: 'forms',
  view: 'layout-list',
  role: 'shield-lock',
  menu: 'menu-2',
  process: 'route',
  decision: 'table-options',
  calendar: 'calendar-time',
  task_types: 'plug',
  webhook: 'webhook',
  translation: 'language',
};

export function listed(
  draft: DraftView,
  kind: string,
  text: (label: Label | undefined, key: string) => string,
): readonly ListedDefinition[] {
  return definitionsOf(draft.configuration, kind)
    .map((definition) => ({ definition, name: nameOf(definition, text), mark: markOf(draft, definition) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What a definition calls itself: its label or title; a diagram's the name of its first process or decision. */
export function nameOf(
  { kind, key, content }: Definition,
  text: (label: Label | undefined, key: string) => string,
): string {
  if (typeof content === 'string') {
    const names = modelNames(kind, content);
    return names ? text(names, key) : key;
  }
  const { label, title, entity } = content as { label?: Label; title?: Label; entity?: string };
  const name = kind === 'entity' ? label : (label ?? title);
  return name === undefined && kind === 'extension' && entity ? text(undefined, entity) : text(name, key);
}

export function markOf({ base, configuration }: DraftView, definition: Definition): Mark {
  const id = idOf(definition);
  const was = base.definitions.get(id);
  if (!was) return 'new';
  const now = configuration.definitions.get(id);
  return now === was || (now && sameContent(now.content, was.content)) ? null : 'changed';
}

/** Definitions that the changes in force are about. */
export function touched({ steps, position }: DraftView): ReadonlySet<string> {
  return new Set(steps.slice(0, position).map(({ change }) => changeAbout(change)));
}

/** The definition that holds a process: its key is the file's, or the process stands in a file of another name. */
export function processDefinition(draft: DraftView, processKey: string): Definition | undefined {
  const processes = definitionsOf(draft.configuration, 'process');
  return (
    processes.find(({ key }) => key === processKey) ??
    processes.find(({ content }) => processIds(String(content)).includes(processKey))
  );
}

// helpers //////////

const ELEMENTS: Readonly<Record<string, string>> = { process: 'process', decision: 'decision' };

/** The name the file's first process or decision was drawn with, and those in further languages. */
function modelNames(kind: string, xml: string): Label | null {
  const element = ELEMENTS[kind];
  if (!element) return null;
  const tag = new RegExp(
    `<(?:[\\w.-]+:)?${element}\\b[^>]*?\\sname\\s*=\\s*(?:"([^"]*)"|'([^']*)')[^>]*>`,
  ).exec(xml);
  const name = tag && textOf(tag[1] ?? tag[2] ?? '');
  if (!tag || !name) return null;
  // Its own extension elements come before anything that is drawn in it.
  const own = OWN_EXTENSIONS.exec(xml.slice(tag.index + tag[0].length))?.groups?.own ?? '';
  const labels = [...own.matchAll(LABEL)].flatMap(([, attributes = '']) => {
    const language = attributeOf(attributes, 'language');
    const text = attributeOf(attributes, 'text');
    return language && text ? [[language, textOf(text)] as const] : [];
  });
  return labels.length === 0 ? name : { en: name, ...Object.fromEntries(labels) };
}

const OWN_EXTENSIONS =
  /^\s*(?:<(?:[\w.-]+:)?(documentation|description)\b[\s\S]*?<\/(?:[\w.-]+:)?\1>\s*)*<(?:[\w.-]+:)?extensionElements\b[^>]*>(?<own>[\s\S]*?)<\/(?:[\w.-]+:)?extensionElements>/;
const LABEL = /<(?:[\w.-]+:)?label\b([^>]*)>/g;

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2];
}

/** Text of an attribute as it stands in the file. */
function textOf(written: string): string {
  return written
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex?: string, dec?: string) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(dec)),
    )
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
