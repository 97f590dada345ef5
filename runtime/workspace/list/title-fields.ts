/** Fields that are the record's title, which has a column of its own. */
import type { Entity } from '#metadata/registry.ts';

export function titleFields(entity: Entity): ReadonlySet<string> {
  return new Set(
    entity.title.flatMap((part) =>
      'path' in part && part.path.length === 1 ? [part.path[0] as string] : [],
    ),
  );
}
