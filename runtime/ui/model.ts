/**
 * The live configuration as the person may know it: definitions as they were published, and what the person may do. Light
 * enough for the first screen; what needs fields resolved and expressions compiled asks registry.ts.
 */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import { type EntityAccess, getModel, type Model, type PublishedDefinition } from '#api/metadata.ts';
import { type Label, textOf } from '#metadata/label.ts';
import { useApi } from './api.tsx';
import { useLanguage } from './i18n.tsx';

export type { EntityAccess, Model, PublishedDefinition } from '#api/metadata.ts';

export function modelQuery(client: Client) {
  return queryOptions({
    queryKey: ['model'],
    queryFn: () => client.call(getModel),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useModel(): Model {
  const { data } = useQuery(modelQuery(useApi()));
  if (!data) throw new Error('useModel is for pages of somebody who is signed in');
  return data;
}

const NOTHING: EntityAccess = {
  see: 'none',
  create: 'none',
  edit: 'none',
  delete: 'none',
  export: 'none',
  fields: {},
};

export function accessTo(model: Model, entity: string): EntityAccess {
  return model.access[entity] ?? NOTHING;
}

/** Text of a label of the metadata in the person's language; the key in words where there is none. */
export function useLabel(): (label: Label | undefined, key: string) => string {
  const { language } = useLanguage();
  return (label, key) => textOf(label, language, key);
}

export function definitionsOfKind(model: Model, kind: string): readonly PublishedDefinition[] {
  return model.definitions.filter((definition) => definition.kind === kind);
}

/** Content of a definition of YAML kinds. */
export function contentOf<T>(model: Model, kind: string, key: string): T | undefined {
  return model.definitions.find((definition) => definition.kind === kind && definition.key === key)
    ?.content as T | undefined;
}
