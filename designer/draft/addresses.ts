/** The addresses of the designer's pages, so that features link to one another without knowing each other. */
import type { DefinitionId, DefinitionProblem } from '#metadata/definition.ts';

export const HOME = '/design';
export const DATA_MODEL = '/design/data-model';
export const CHANGES = '/design/changes';
export const PROBLEMS = '/design/problems';
export const RELEASES = '/design/releases';
export const AUDIT = '/design/audit';
export const RETENTION = '/design/retention';
export const INDEXES = '/design/indexes';
export const INSTALLED = '/design/solutions';
export const TRANSLATIONS = '/design/translations';
export const OPERATIONS = '/design/operations';
export const WEBHOOK_CALLS = '/design/webhooks';

/** A release, compared with another one. */
export function releaseAddress(number: number, other?: number): string {
  return `${RELEASES}/${number}${other === undefined ? '' : `?with=${other}`}`;
}

export function kindAddress(kind: string): string {
  return kind === 'entity' ? DATA_MODEL : `/design/${kind}`;
}

/** The page of a kind with the question for a new one. */
export function newAddress(kind: string): string {
  return `${kindAddress(kind)}?new=true`;
}

export function definitionAddress(kind: string, key: string): string {
  return kind === 'entity' ? entityAddress(key) : `/design/${kind}/${encodeURIComponent(key)}`;
}

export function entityAddress(entity: string): string {
  return `${DATA_MODEL}?entity=${entity}`;
}

/** A definition as text. */
export function sourceAddress(kind: string, key: string): string {
  return `/design/${kind}/${encodeURIComponent(key)}/text`;
}

/** A process tried in the page. */
export function trialAddress(process: string): string {
  return `/design/process/${encodeURIComponent(process)}/try`;
}

/** A process as it runs; `search` as the page writes it. */
export function operationsAddress(process: string, search: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${OPERATIONS}/${encodeURIComponent(process)}${query && `?${query}`}`;
}

export function operatedInstanceAddress(process: string, instance: string): string {
  return `${OPERATIONS}/${encodeURIComponent(process)}/${instance}`;
}

/** Bringing instances of a version to another; all of it, or these. */
export function migrateAddress(
  process: string,
  from: number | undefined,
  instances: readonly string[] = [],
): string {
  const query = new URLSearchParams({
    ...(from !== undefined && { from: String(from) }),
    ...(instances.length > 0 && { instances: instances.join(',') }),
  });
  return `${OPERATIONS}/${encodeURIComponent(process)}/migrate?${query}`;
}

export function fieldAddress(entity: string, field: string): string {
  return `${DATA_MODEL}/${entity}/${field}`;
}

export function newFieldAddress(entity: string): string {
  return `${DATA_MODEL}/${entity}`;
}

export function addressOfId(id: DefinitionId): string {
  const at = id.indexOf('/');
  return definitionAddress(id.slice(0, at), id.slice(at + 1));
}

/** Where a problem is mended. */
export function problemAddress({ definition, path, elementId }: DefinitionProblem): string {
  if (!definition) return HOME;
  const [kind, key] = definition.split('/') as [string, string];
  if (kind === 'entity' && path?.[0] === 'fields' && typeof path[1] === 'string')
    return fieldAddress(key, path[1]);
  const address = definitionAddress(kind, key);
  return elementId && kind === 'process' ? `${address}?element=${encodeURIComponent(elementId)}` : address;
}
