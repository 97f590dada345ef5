/** The content of a role as its editor changes it. Written as short as it can be: what says nothing is left out. */
import { splitReference } from '#metadata/definition.ts';
import type { RoleDefinition, Scope } from '#metadata/schemas/generated/definitions.ts';

export const ACTIONS = ['see', 'create', 'edit', 'delete', 'export', 'share'] as const;
export type Action = (typeof ACTIONS)[number];

export const SCOPES = ['none', 'own', 'team', 'subtree', 'all'] as const;

export const FIELD_RIGHTS = ['hidden', 'read', 'write'] as const;
export type FieldRight = (typeof FIELD_RIGHTS)[number];

export type Scopes = Readonly<Partial<Record<Action, Scope>>>;

/** Which records, by action; null where the role says nothing of the entity. */
export function scopesOf({ records = {} }: RoleDefinition, entity: string): Scopes | null {
  const given = records[written(records, entity)];
  if (given === undefined) return null;
  return typeof given === 'string' ? Object.fromEntries(ACTIONS.map((action) => [action, given])) : given;
}

/** Undefined takes the right away. */
export function setScope(
  content: RoleDefinition,
  entity: string,
  action: Action,
  scope: Scope | undefined,
): RoleDefinition {
  const scopes = { ...scopesOf(content, entity), [action]: scope };
  const ordered = ACTIONS.flatMap((one) => (scopes[one] === undefined ? [] : [[one, scopes[one]] as const]));
  const first = ordered[0]?.[1];
  const same = ordered.length === ACTIONS.length && ordered.every(([, one]) => one === first);
  return setRecords(content, entity, same ? first : Object.fromEntries(ordered));
}

/** Says nothing of the entity any more. */
export function clearScopes(content: RoleDefinition, entity: string): RoleDefinition {
  return setRecords(content, entity, {});
}

export function fieldRightsOf(
  { fields = {} }: RoleDefinition,
  entity: string,
): Readonly<Record<string, FieldRight>> {
  return fields[written(fields, entity)] ?? {};
}

/** "write" is what holds where nothing is said. */
export function setFieldRight(
  content: RoleDefinition,
  entity: string,
  field: string,
  right: FieldRight,
): RoleDefinition {
  const { fields = {} } = content;
  const key = written(fields, entity);
  const { [field]: _, ...others } = fields[key] ?? {};
  return withPart(content, 'fields', key, right === 'write' ? others : { ...fields[key], [field]: right });
}

export function setProcess(
  content: RoleDefinition,
  process: string,
  right: 'see' | 'start' | 'operate' | undefined,
): RoleDefinition {
  return withPart(content, 'processes', process, right);
}

/** A part of the content set; what is undefined, false or an empty list is left out. */
export function withValue<K extends keyof RoleDefinition>(
  content: RoleDefinition,
  key: K,
  value: RoleDefinition[K] | false,
): RoleDefinition {
  const { [key]: _, ...others } = content;
  const empty = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
  return (empty ? others : { ...content, [key]: value }) as RoleDefinition;
}

// helpers //////////

/** How the entity is written there, perhaps with its solution before it. */
function written(by: Readonly<Record<string, unknown>>, entity: string): string {
  return Object.keys(by).find((reference) => splitReference(reference).key === entity) ?? entity;
}

function setRecords(
  content: RoleDefinition,
  entity: string,
  value: Scope | Scopes | undefined,
): RoleDefinition {
  return withPart(content, 'records', written(content.records ?? {}, entity), value);
}

function withPart(
  content: RoleDefinition,
  part: 'records' | 'fields' | 'processes',
  key: string,
  value: unknown,
): RoleDefinition {
  const old = (content[part] ?? {}) as Readonly<Record<string, unknown>>;
  const empty =
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  const { [key]: _, ...others } = old;
  const next = empty ? others : { ...old, [key]: value };
  const { [part]: __, ...rest } = content;
  return (Object.keys(next).length > 0 ? { ...content, [part]: next } : rest) as RoleDefinition;
}
