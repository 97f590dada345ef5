/** Fields of records as the panel offers them. */
import type { Entity, Field, Registry } from '#metadata/registry.ts';

/** Entities a field leads to. */
export function targetsOf(field: Field): readonly string[] {
  return field.type.refersTo?.(field)?.entities ?? [];
}

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

/** Fields people may fill in. */
export function writableFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(
    ({ system, kept, origin, formula, rollup }) => !system && !kept && origin !== null && !formula && !rollup,
  );
}
