/** Fields of entities as editors offer them, and paths over references. */
import type { Entity, Field, Registry } from '#metadata/registry.ts';

/** Entities a field leads to. */
export function targetsOf(field: Field): readonly string[] {
  return field.type.refersTo?.(field)?.entities ?? [];
}

/** Fields people may fill in. */
export function writableFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(
    ({ system, kept, origin, formula, rollup }) => !system && !kept && origin !== null && !formula && !rollup,
  );
}

export interface FieldPath {
  /** `customer.city`. */
  readonly path: string;
  /** The fields from the entity to the last. */
  readonly fields: readonly Field[];
}

/** The fields of an entity that have a column or a value to be shown, and those behind its references. */
export function fieldPaths(registry: Registry, entity: Entity, depth = 1): readonly FieldPath[] {
  const own = [...entity.fields.values()].map((field) => ({ path: field.key, fields: [field] }));
  if (depth === 0) return own;
  const behind = own.flatMap(({ path, fields: [field] }) => {
    const [target, ...others] = targetsOf(field!);
    const next = registry.entities.get(target ?? '');
    if (!next || others.length > 0 || field!.system) return [];
    return fieldPaths(registry, next, depth - 1)
      .filter(({ fields: [last] }) => !last!.system)
      .map((one) => ({ path: `${path}.${one.path}`, fields: [field!, ...one.fields] }));
  });
  return [...own, ...behind];
}

/** The fields a path goes over; null where it leads nowhere. */
export function fieldsOfPath(registry: Registry, entity: Entity, path: string): readonly Field[] | null {
  const fields: Field[] = [];
  let place: Entity | undefined = entity;
  for (const key of path.split('.')) {
    const field: Field | undefined = place?.fields.get(key);
    if (!field) return null;
    fields.push(field);
    place = registry.entities.get(targetsOf(field)[0] ?? '');
  }
  return fields;
}
