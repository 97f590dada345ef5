/** What one role permits about an entity: a condition for each action, a right for each field. */
import { feelFilter } from '../queries/feel-filter.ts';
import {
  EVERYTHING,
  type FilterNode,
  isEverything,
  isNothing,
  NOTHING,
  type Place,
} from '../queries/nodes.ts';
import type { Action, Entity, Field, FieldRight, Registry, Role } from '../registry/model.ts';
import { fieldOfName } from '../registry/typing.ts';

/** What one role, or one grant, permits about an entity. */
export interface Permit {
  readonly scope: Readonly<Record<Action, FilterNode>>;
  readonly field: (field: Field) => FieldRight;
}

/** What a role says of an entity; an entity that is part of another follows it where the role is silent. */
export function permitOf(role: Role, entity: Entity, registry: Registry, depth = 0): Permit | null {
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

// helpers //////////

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

export function ownPlace(entity: Entity, field: Field): Place {
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
