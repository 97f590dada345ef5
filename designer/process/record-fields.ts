/** Fields of records that name people, as the panel offers them. */
import type { Entity, Registry } from '#metadata/registry.ts';
import { targetsOf } from '../draft/entity-fields.ts';

/** Paths from a record to people: `responsible`, `customer.responsible`. */
export function personPaths(registry: Registry, entity: Entity, depth = 1): readonly string[] {
  return [...entity.fields.values()].flatMap((field) => {
    const [target] = targetsOf(field);
    if (target === undefined || field.system) return [];
    if (target === 'user') return [field.key];
    const next = registry.entities.get(target);
    return next && depth > 0
      ? personPaths(registry, next, depth - 1).map((path) => `${field.key}.${path}`)
      : [];
  });
}
