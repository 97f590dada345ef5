/** What the sharing of single records permits. */
import { type FilterNode, NOTHING } from '../queries/nodes.ts';
import type { Entity, Field, FieldRight, Registry, Role } from '../registry/model.ts';
import { ownPlace, type Permit, permitOf } from './permit.ts';

/**
 * Records that were shared one by one, and what is part of them. Fields are those that a role of the person's shows of this entity;
 * where none of them speaks of it, what is hidden from any role stays hidden.
 */
export function sharedPermits(
  entity: Entity,
  roles: readonly Role[],
  shared: readonly string[],
  registry: Registry,
): Permit[] {
  const lookup = entity.partOf === null ? undefined : entity.fields.get(entity.partOf);
  const parent = lookup && registry.entities.get(lookup.type.refersTo?.(lookup)?.entities[0] ?? '');
  const own = roles.flatMap((role) => permitOf(role, entity, registry) ?? []);
  const field = (asked: Field): FieldRight =>
    own.length > 0 ? best(own.map((permit) => permit.field(asked))) : leastRight(asked, entity, registry);
  const permits: Permit[] = [];
  if (shared.includes(entity.key)) {
    const see: FilterNode = { kind: 'shared', entity: entity.key, edit: false };
    const edit: FilterNode = { kind: 'shared', entity: entity.key, edit: true };
    const scope = { see, edit, create: NOTHING, delete: NOTHING, export: see, share: NOTHING };
    permits.push({ scope, field });
  }
  if (lookup && parent && shared.includes(parent.key)) {
    const of = (edited: boolean): FilterNode => ({
      kind: 'of',
      lookup: ownPlace(entity, lookup),
      entity: parent,
      where: { kind: 'shared', entity: parent.key, edit: edited },
    });
    const edit = of(true);
    const scope = { see: of(false), edit, create: edit, delete: edit, export: of(false), share: NOTHING };
    permits.push({ scope, field });
  }
  return permits;
}

const FIELD_RIGHTS: readonly FieldRight[] = ['hidden', 'read', 'write'];

function best(rights: readonly FieldRight[]): FieldRight {
  return FIELD_RIGHTS[Math.max(0, ...rights.map((right) => FIELD_RIGHTS.indexOf(right)))]!;
}

function leastRight(field: Field, entity: Entity, registry: Registry): FieldRight {
  const rights = [...registry.roles.values()].flatMap((role) => {
    const permit = role.everything ? null : permitOf(role, entity, registry);
    return permit ? FIELD_RIGHTS.indexOf(permit.field(field)) : [];
  });
  return FIELD_RIGHTS[Math.min(FIELD_RIGHTS.length - 1, ...rights)]!;
}
