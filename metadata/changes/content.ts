/** Reading and replacing parts of definitions, as the changes do it: objects stay, copies change, the order of keys holds. */
import {
  type Configuration,
  type Definition,
  type DefinitionId,
  splitReference,
  withDefinition,
} from '../definition.ts';
import { type Label, wordsOf } from '../label.ts';
import type { Registry } from '../registry/model.ts';
import type { FieldDefinition } from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';
import { type Applied, refused } from './change-kind.ts';

export type Fields = Readonly<Record<string, FieldDefinition>>;

export function fieldsOf(definition: Definition | undefined): Fields {
  const content = definition?.content as { readonly fields?: Fields } | undefined;
  return content?.fields ?? {};
}

/** The configuration with the fields of an entity or extension replaced. */
export function withFields(
  configuration: Configuration,
  id: DefinitionId,
  change: (fields: Fields) => Fields | string,
): Applied {
  const definition = configuration.definitions.get(id);
  if (!definition) return refused(`There is no definition ${id}.`);
  const fields = change(fieldsOf(definition));
  if (typeof fields === 'string') return refused(fields);
  const content = { ...(definition.content as Record<string, Json>), fields: fields as unknown as Json };
  return { ok: true, configuration: withDefinition(configuration, id, { ...definition, content }) };
}

/** The configuration with another content for a field that is there. */
export function withField(
  configuration: Configuration,
  {
    definition,
    field,
    content,
  }: { readonly definition: string; readonly field: string; readonly content: Json },
): Applied {
  return withFields(configuration, definition as DefinitionId, (fields) =>
    Object.hasOwn(fields, field) ? { ...fields, [field]: content as never } : `There is no field "${field}".`,
  );
}

/** What a field held before, for the change that takes it back. */
export function contentBefore(
  before: Configuration,
  { definition, field }: { readonly definition: string; readonly field: string },
): Json {
  return (fieldsOf(before.definitions.get(definition as DefinitionId))[field] ?? {}) as unknown as Json;
}

/** An entry put in front of another one (or at the end). */
export function inserted<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: T,
  before: string | null,
): Record<string, T> {
  const entries = Object.entries(map);
  const at = before === null ? -1 : entries.findIndex(([name]) => name === before);
  entries.splice(at < 0 ? entries.length : at, 0, [key, value]);
  return Object.fromEntries(entries);
}

export function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

/** An entry under another key in the same place. */
export function renamed<T>(
  map: Readonly<Record<string, T>>,
  from: string,
  to: string,
  value?: T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(map).map(([name, old]) => (name === from ? [to, value ?? old] : [name, old])),
  );
}

/** The key behind an entry, or null at the end: where it has to be put back. */
export function keyBehind(map: Readonly<Record<string, unknown>>, key: string): string | null {
  const keys = Object.keys(map);
  return keys[keys.indexOf(key) + 1] ?? null;
}

/** Key of the entity whose fields this definition holds: its own, or the one it extends. */
export function entityIn({ kind, key, content }: Definition): string {
  const extended = (content as { readonly entity?: string }).entity;
  return kind === 'extension' && extended ? splitReference(extended).key : key;
}

/** Key of the entity whose fields a definition holds: its own, or the one an extension extends. */
export function entityOf(id: DefinitionId, ...registries: readonly Registry[]): string {
  for (const { configuration } of registries) {
    const definition = configuration.definitions.get(id);
    const extended = (definition?.content as { readonly entity?: string } | undefined)?.entity;
    if (definition?.kind === 'extension' && extended !== undefined) return extended.split('/').at(-1)!;
  }
  return id.slice(id.indexOf('/') + 1);
}

/** What an entity or one of its fields is called, from whichever registry knows it. */
export function nameOf(entity: string, field: string | null, ...registries: readonly Registry[]): Label {
  for (const registry of registries) {
    const known = registry.entities.get(entity);
    if (!known) continue;
    if (field === null) return known.label ?? wordsOf(entity);
    const own = known.fields.get(field);
    if (own) return own.label ?? own.name;
  }
  return field ?? entity;
}

/** A table of values by which each option of a choice stays itself. */
export function sameOptions(content: Json): Record<string, string> {
  const { options } = content as { readonly options?: readonly string[] | Readonly<Record<string, Json>> };
  const keys = Array.isArray(options) ? (options as readonly string[]) : Object.keys(options ?? {});
  return Object.fromEntries(keys.map((key) => [key, key]));
}
