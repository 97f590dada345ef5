/**
 * Rights: roles → for every entity, action and field a condition over records. Queries compile it into their SQL, the write
 * path checks it, the apps ask it what to offer. Nothing is permitted that no role permits.
 *
 * Several roles add up. Where they differ about a field, it is read only in the records that one of the roles permitting it
 * gives: the union of roles never shows more than they do one by one.
 */
import { splitReference } from './definition.ts';
import { EVERYONE } from './people.ts';
import { any, EVERYTHING, type FilterNode, isEverything, isNothing, NOTHING } from './queries/nodes.ts';
import { type ReadRight, type ReadRights, UNRESTRICTED } from './queries/place.ts';
import type { Action, Entity, Field, FieldRight, Registry, Role } from './registry/model.ts';
import { type Grant, grantPermit, linePermits } from './rights/grants.ts';
import { type Permit, permitOf } from './rights/permit.ts';
import { sharedPermits } from './rights/shared.ts';
import type { RoleDefinition } from './schemas/generated/definitions.ts';

export type { ReadRight, ReadRights } from './queries/place.ts';
export type { Grant, LinesGrant } from './rights/grants.ts';

/** What a role may permit beside records and processes, as its definition names it. */
export const DEEDS = [
  'design',
  'operate',
  'do_external_tasks',
  'import',
  'export',
  'manage_people',
  'view_as',
  'bulk_edit',
  'share_views',
] as const satisfies readonly NonNullable<RoleDefinition['may']>[number][];

/** Whose rights are asked for: the part of a principal that decides. */
export interface Holder {
  /** Null for processes and the platform. */
  readonly personId: string | null;
  /** Keys of roles. */
  readonly roles: readonly string[];
  /** The platform itself, and processes without a role of their own. */
  readonly unrestricted: boolean;
  /** Keys of entities of which single records were shared with this person, a team or role of theirs. */
  readonly shared?: readonly string[];
  /** Records that an open task of this person opens, with the fields its form names. */
  readonly grants?: readonly Grant[];
}

export interface Rights extends ReadRights {
  /** The condition under which the action is permitted on a record; for create, on the record as it was made. */
  may(action: Action, entity: Entity): FilterNode;
  /** Whether a field may be set when a record is made or changed. */
  write(entity: Entity, field: Field, action: 'create' | 'edit'): ReadRight;
  /** Kinds of record that may be made, and that records may be turned into; null: all. */
  types(entity: Entity): ReadonlySet<string> | null;
  /** Whether a process may change locked records of the entity. */
  unlocks(entity: Entity): boolean;
  /** Deeds beyond single records, such as `export` or `design`. */
  readonly deeds: ReadonlySet<string>;
  /** Best right on a process by its key. */
  process(key: string): 'none' | 'see' | 'start' | 'operate';
}

const PROCESS_RIGHTS = ['none', 'see', 'start', 'operate'] as const;

const known = new WeakMap<Registry, Map<string, Rights>>();

export function rightsOf(registry: Registry, holder: Holder): Rights {
  if (holder.unrestricted) return FREE;
  const roles = rolesOf(registry, holder);
  if (roles.some((role) => role.everything)) return FREE;
  const shared = holder.shared ?? [];
  if (holder.grants?.length) return compiledRights(registry, roles, holder.grants, shared);
  // The same roles have the same rights, whoever has them; what they compile to is kept with the registry.
  const key = `${roles.map((role) => role.key).join(' ')} / ${shared.join(' ')}`;
  const of = known.get(registry) ?? new Map<string, Rights>();
  known.set(registry, of);
  const rights = of.get(key) ?? compiledRights(registry, roles, [], shared);
  of.set(key, rights);
  return rights;
}

export type ScopeWord = 'none' | 'some' | 'all';

export interface EntityAccess {
  readonly see: ScopeWord;
  readonly create: ScopeWord;
  readonly edit: ScopeWord;
  readonly delete: ScopeWord;
  readonly export: ScopeWord;
  /** Fields that are not simply to be written: `hidden`, `read`. Kept fields are always read only and not listed. */
  readonly fields: Readonly<Record<string, 'hidden' | 'read'>>;
  /** Of entities with kinds of record: those one may make. */
  readonly types?: string[];
}

/** What the apps need to know beforehand: which entities, buttons and fields to offer. */
export function accessSummary(registry: Registry, holder: Holder): Readonly<Record<string, EntityAccess>> {
  const rights = rightsOf(registry, holder);
  const summary: Record<string, EntityAccess> = {};
  for (const entity of registry.entities.values()) {
    const fields: Record<string, 'hidden' | 'read'> = {};
    for (const field of entity.fields.values()) {
      if (rights.field(entity, field) === 'hidden') fields[field.key] = 'hidden';
      else if (
        !field.kept &&
        (['create', 'edit'] as const).every((action) => rights.write(entity, field, action) === 'hidden')
      )
        fields[field.key] = 'read';
    }
    const may = (action: Action) => scopeWord(rights.may(action, entity));
    summary[entity.key] = {
      see: may('see'),
      create: may('create'),
      edit: may('edit'),
      delete: may('delete'),
      export: may('export'),
      fields,
      ...(entity.types && { types: typesFor(rights, entity) }),
    };
  }
  return summary;
}

/** With how many records of the entity the holder may do this: none, some, all. */
export function scopeOf(registry: Registry, holder: Holder, action: Action, entity: string): ScopeWord {
  const known = registry.entities.get(entity);
  return known ? scopeWord(rightsOf(registry, holder).may(action, known)) : 'none';
}

function typesFor(rights: Rights, entity: Entity): string[] {
  const may = rights.types(entity);
  return [...entity.types!.of.keys()].filter((key) => may === null || may.has(key));
}

function scopeWord(node: FilterNode): ScopeWord {
  return isNothing(node) ? 'none' : isEverything(node) ? 'all' : 'some';
}

/** Why somebody may or may not: what each role says, in its own words. */
export interface RightReason {
  readonly role: string;
  readonly scope: string;
  /** The condition by which a record is among them. */
  readonly where: FilterNode;
}

export function rightReasons(
  registry: Registry,
  holder: Holder,
  action: Action,
  entity: Entity,
): readonly RightReason[] {
  return rolesOf(registry, holder).map((role) => {
    if (role.everything) return { role: role.key, scope: 'all', where: EVERYTHING };
    const rule = role.records.get(entity.key)?.[action];
    const where = permitOf(role, entity, registry)?.scope[action] ?? NOTHING;
    const scope =
      rule === undefined
        ? entity.partOf !== null && !isNothing(where)
          ? `as ${entity.partOf}`
          : 'none'
        : rule.kind === 'rule'
          ? rule.compiled.source.trim()
          : rule.kind;
    return { role: role.key, scope, where };
  });
}

/** Roles a person has: those given, and the one of everybody unless all given ones are for outsiders. */
export function rolesOf(registry: Registry, { roles, personId }: Holder): readonly Role[] {
  const given = roles.flatMap((key) => registry.roles.get(key) ?? []);
  const everyone = registry.roles.get(EVERYONE);
  const outsider = given.length > 0 && given.every((role) => role.external);
  return personId !== null && everyone && !outsider && !given.includes(everyone)
    ? [...given, everyone]
    : given;
}

/** Menus the person's roles name, in the order of the roles. */
export function menusOf(registry: Registry, holder: Holder): readonly string[] {
  const named = rolesOf(registry, holder).flatMap((role) => role.definition.menu?.split('/').at(-1) ?? []);
  return [...new Set(named)].filter((key) => registry.menus.has(key));
}

// helpers //////////

const FREE: Rights = Object.freeze({
  ...UNRESTRICTED,
  may: () => EVERYTHING,
  types: () => null,
  unlocks: () => true,
  write: (_entity: Entity, field: Field) => (field.kept ? 'hidden' : 'open') as ReadRight,
  deeds: new Set<string>(DEEDS),
  process: () => 'operate' as const,
});

function compiledRights(
  registry: Registry,
  roles: readonly Role[],
  grants: readonly Grant[],
  shared: readonly string[],
): Rights {
  const permits = new Map<string, readonly Permit[]>();
  const permitsOf = (entity: Entity): readonly Permit[] => {
    let found = permits.get(entity.key);
    if (!found) {
      found = [
        ...roles.flatMap((role) => permitOf(role, entity, registry) ?? []),
        ...sharedPermits(entity, roles, shared, registry),
        ...grants.filter((grant) => grant.entity === entity.key).map(grantPermit),
        ...grants.flatMap((grant) => linePermits(grant, entity, registry)),
      ];
      permits.set(entity.key, found);
    }
    return found;
  };
  const may = (action: Action, entity: Entity) =>
    any(permitsOf(entity).map((permit) => permit.scope[action]));
  const byField =
    (action: 'see' | 'create' | 'edit', least: 'read' | 'write') => (entity: Entity, field: Field) => {
      const giving = permitsOf(entity).filter((permit) => !isNothing(permit.scope[action]));
      const permitting = giving.filter((permit) => atLeast(permit.field(field), least));
      if (permitting.length === 0) return 'hidden';
      if (permitting.length === giving.length) return 'open';
      const where = any(permitting.map((permit) => permit.scope[action]));
      return isEverything(where) ? 'open' : where;
    };
  return {
    may,
    see: (entity) => may('see', entity),
    field: byField('see', 'read'),
    write: (entity, field, action) => (field.kept ? 'hidden' : byField(action, 'write')(entity, field)),
    types(entity) {
      const making = roles.filter((role) => {
        const scope = permitOf(role, entity, registry)?.scope;
        return scope && (!isNothing(scope.create) || !isNothing(scope.edit));
      });
      const named = making.map((role) => role.types.get(entity.key));
      return named.length === 0 || named.includes(undefined)
        ? null
        : new Set(named.flatMap((types) => [...types!]));
    },
    unlocks: ({ key }) =>
      roles.some(({ definition }) =>
        definition.unlock?.some((reference) => splitReference(reference).key === key),
      ),
    deeds: new Set(roles.flatMap((role) => role.definition.may ?? [])),
    process(key) {
      const ranks = roles.map((role) => PROCESS_RIGHTS.indexOf(role.definition.processes?.[key] ?? 'none'));
      return PROCESS_RIGHTS[Math.max(0, ...ranks)]!;
    },
  };
}

function atLeast(right: FieldRight, least: 'read' | 'write'): boolean {
  return right === 'write' || (right === 'read' && least === 'read');
}
