/** The kinds of record an entity has, as somebody may make them. */
import type { RecordType } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { accessTo, useModel } from './model.ts';

/** Null where the entity has no kinds. */
export function useTypesToMake(entity: Entity): readonly RecordType[] | null {
  const may = accessTo(useModel(), entity.key).types;
  if (!entity.types) return null;
  const retired = new Set(
    entity.fields
      .get(entity.types.by)
      ?.type.options?.(entity.fields.get(entity.types.by)!)
      .flatMap(({ key, retired }) => (retired ? [key] : [])),
  );
  return [...entity.types.of.values()].filter(
    ({ key }) => !retired.has(key) && (may === undefined || may.includes(key)),
  );
}
