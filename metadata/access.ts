/**
 * Rights: roles → for every entity, action and field a condition over records. Queries compile it into their SQL, the write
 * path checks it, the apps ask it what to offer. Nothing is permitted that no role permits.
 *
 * Several roles add up. Where they differ about a field, it is read only in the records that one of the roles permitting it
 * gives: the union of roles never shows more than they do one by one.
 */
import { EVERYONE } from './people.ts';
import { feelFilter } from './queries/feel-filter.ts';
import {
  any,
  EVERYTHING,
  type FilterNode,
  isEverything,
  isNothing,
  NOTHING,
  type Place,
} from './queries/nodes.ts';
import { type ReadRight, type ReadRights, UNRESTRICTED } from './queries/place.ts';
import type { Action, Entity, Field, FieldRight, Registry, Role } from './registry/model.ts';
import { fieldOfName } from './registry/typing.ts';

export type { ReadRight, ReadRights } from './queries/place.ts';

/** Whose rights are asked for: the part of a principal that decides. */
export interface Holder {
  /** Null for processes and the platform. */
  readonly personId: string | null;
  /** Keys of roles. */
  readonly roles: readonly string[];
  /** The platform itself, and processes without a role of their own. */
  readonly unrestricted: boolean;
  /** Records that an open task of this person opens, with the fields its form names. */
  readonly grants?: readonly Grant[];
}

export interface Grant {
  readonly entity: string;
  readonly ids: readonly string[];
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Line items of these records, with the fields their list shows. */
  readonly lines?: readonly LinesGrant[];
}

export interface LinesGrant {
  readonly entity: string;
  /** Field by which a line names its record. */
  readonly by: string;
  readonly read: readonly string[];
  /** Fields that may be set; none: lines are neither changed, added nor removed. */
  readonly write: readonly string[];
}

export interface Rights extends ReadRights {
  /** The condition under which the action is permitted on a record; for create, on the record as it was made. */
  may(action: Action, entity: Entity): FilterNode;
  /** Whether a field may be set when a record is made or changed. */
  write(entity: Entity, field: Field, action: 'create' | 'edit'): ReadRight;
  /** Kinds of record that may be made, and that records may be turned into; null: all. */
  types(entity: Entity): ReadonlySet<string> | null;
  /** Deeds beyond single records, such as `export` or `design`. */
  readonly deeds: ReadonlySet<string>;
  /** Best right on a process by its key. */
  process(key: string): 'none' | 'see' | 'start' | 'operate';
}

/** What one role, or one grant, permits about an entity. */
interface Permit {
  readonly scope: Readonly<Record<Action, FilterNode>>;
  readonly field: (field: Field) => FieldRight;
}

const PROCESS_RIGHTS = ['none', 'see', 'start', 'operate'] as const;

const known = new WeakMap<Registry, Map<string, Rights>>();

export function rightsOf(registry: Registry, holder: Holder): Rights {
  if (holder.unrestricted) return FREE;
  const roles = rolesOf(registry, holder);
  if (roles.some((role) => role.everything)) return FREE;
  if (holder.grants?.length) return compiledRights(registry, roles, holder.grants);
  // The same roles have the same rights, whoever has them; what they compile to is kept with the registry.
  const key = roles.map((role) => role.key).join(' ');
  const of = known.get(registry) ?? new Map<string, Rights>();
  known.set(registry, of);
  const rights = of.get(key) ?? compiledRights(registry, roles, []);
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
  write: (_entity: Entity, field: Field) => (field.kept ? 'hidden' : 'open') as ReadRight,
  deeds: new Set([
    'design',
    'operate',
    'do_external_tasks',
    'import',
    'export',
    'manage_people',
    'view_as',
    'bulk_edit',
    'share_views',
  ]),
  process: () => 'operate' as const,
});

function compiledRights(registry: Registry, roles: readonly Role[], grants: readonly Grant[]): Rights {
  const permits = new Map<string, readonly Permit[]>();
  const permitsOf = (entity: Entity): readonly Permit[] => {
    let found = permits.get(entity.key);
    if (!found) {
      found = [
        ...roles.flatMap((role) => permitOf(role, entity, registry) ?? []),
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

/** What a role says of an entity; an entity that is part of another follows it where the role is silent. */
function permitOf(role: Role, entity: Entity, registry: Registry, depth = 0): Permit | null {
  const rules = role.records.get(entity.key);
  const own = role.fields.get(entity.key);
  const field = (asked: Field): FieldRight =>
    own?.get(asked.key) ?? defaultRight(asked, entity, role, registry);
  if (rules) {
    const scope = Object.fromEntries(
      Object.entries(rules).map(([action, rule]) => [
        action,
        rule.kind === 'rule' ? ruleNode(rule.compiled, entity, registry) : scopeNode(rule.kind, entity),
      ]),
    ) as Record<Action, FilterNode>;
    return { scope, field };
  }
  const lookup = entity.partOf === null ? undefined : entity.fields.get(entity.partOf);
  const parent = lookup && registry.entities.get(lookup.type.refersTo?.(lookup)?.entities[0] ?? '');
  if (!lookup || !parent || depth > 3) return null;
  const above = permitOf(role, parent, registry, depth + 1);
  if (!above) return null;
  const of = (where: FilterNode): FilterNode =>
    isEverything(where) || isNothing(where)
      ? where
      : { kind: 'of', lookup: ownPlace(entity, lookup), entity: parent, where };
  const { see, edit, export: exported } = above.scope;
  return {
    scope: {
      see: of(see),
      create: of(edit),
      edit: of(edit),
      delete: of(edit),
      export: of(exported),
      share: NOTHING,
    },
    field,
  };
}

function grantPermit(grant: Grant): Permit {
  const ids: FilterNode = { kind: 'ids', ids: grant.ids };
  const edit = grant.write.length ? ids : NOTHING;
  return {
    scope: { see: ids, edit, create: NOTHING, delete: NOTHING, export: NOTHING, share: NOTHING },
    field: grantedField(grant),
  };
}

/** Line items are changed, added and removed within the list of their record. */
function linePermits(grant: Grant, entity: Entity, registry: Registry): Permit[] {
  const parent = registry.entities.get(grant.entity);
  return (grant.lines ?? []).flatMap((lines) => {
    const lookup = lines.entity === entity.key ? entity.fields.get(lines.by) : undefined;
    if (!parent || !lookup) return [];
    const where: FilterNode = { kind: 'ids', ids: grant.ids };
    const see: FilterNode = { kind: 'of', lookup: ownPlace(entity, lookup), entity: parent, where };
    const edit = lines.write.length ? see : NOTHING;
    const scope = { see, edit, create: edit, delete: edit, export: NOTHING, share: NOTHING };
    return [{ scope, field: grantedField({ ...lines, read: [...lines.read, lines.by] }) }];
  });
}

function grantedField({ read, write }: Pick<Grant, 'read' | 'write'>): Permit['field'] {
  const readable = new Set([...read, ...write, 'id', 'version']);
  const writable = new Set(write);
  return (field) => (writable.has(field.key) ? 'write' : readable.has(field.key) ? 'read' : 'hidden');
}

/** A calculated field shows what it is made of: by default it is hidden with the most hidden of its sources. */
function defaultRight(field: Field, entity: Entity, role: Role, registry: Registry, depth = 0): FieldRight {
  const reads = field.formula?.reads ?? [];
  if (depth > 8) return 'write';
  for (const path of reads) {
    let at: Entity | undefined = entity;
    for (const step of path) {
      const found: Field | undefined = at && fieldOfName(at, step)?.field;
      if (!at || !found) break;
      const right =
        role.fields.get(at.key)?.get(found.key) ?? defaultRight(found, at, role, registry, depth + 1);
      if (right === 'hidden') return 'hidden';
      at = registry.entities.get(found.type.refersTo?.(found)?.entities[0] ?? '');
    }
  }
  const { rollup } = field;
  const children = rollup && entity.fields.get(rollup.children);
  const child = children && registry.entities.get(children.type.holders!(children)!.entity);
  const summed = rollup?.field && child?.fields.get(rollup.field);
  if (child && summed) {
    const right =
      role.fields.get(child.key)?.get(summed.key) ?? defaultRight(summed, child, role, registry, depth + 1);
    if (right === 'hidden') return 'hidden';
  }
  return 'write';
}

function ownPlace(entity: Entity, field: Field): Place {
  return { root: 'record', from: entity, steps: [], entity, field, column: field.columns[0] ?? null };
}

function scopeNode(kind: 'none' | 'own' | 'team' | 'subtree' | 'all', entity: Entity): FilterNode {
  if (kind === 'none') return NOTHING;
  if (kind === 'all') return EVERYTHING;
  const by = { own: 'me', team: 'teams', subtree: 'departments' } as const;
  return { kind: 'owned', owner: ownPlace(entity, entity.owner), by: by[kind] };
}

/** A rule that can't become SQL permits nothing; publishing has refused it already. */
function ruleNode(
  compiled: Parameters<typeof feelFilter>[0],
  entity: Entity,
  registry: Registry,
): FilterNode {
  const filter = feelFilter(compiled, entity, registry);
  return filter.ok ? filter.node : NOTHING;
}
