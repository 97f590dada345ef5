/** Fields that hold files, of all entities: who names a file, for who may read it and for when it can go. Asked by the server. */
import type { Entity, Field, Registry } from './registry/model.ts';
import { literal, name, table } from './sql.ts';

/** Which of the files $1 (ids) any record's field names, those of the recycle bin too: rows of `id`; null where no entity has such fields. */
export function namedFilesSql(registry: Registry): string | null {
  const parts = [...registry.entities.values()].flatMap((entity) =>
    fileFields(entity).map(({ columns }) => {
      const column = name(columns[0]!.name);
      return `select ${column} as id from ${table(entity.table)} where ${column} = any($1::uuid[])`;
    }),
  );
  return parts.length ? parts.join(' union ') : null;
}

/** Fields whose values are files. */
export function fileFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(({ type }) => type.holdsFile);
}

/** Finds the records whose fields name the file $1: rows of entity, id and field; null where no entity has such fields. */
export function fileHoldersSql(registry: Registry): string | null {
  const parts = [...registry.entities.values()].flatMap((entity) =>
    fileFields(entity).map(
      ({ key, columns }) =>
        `select ${literal(entity.key)} as entity, id, ${literal(key)} as field from ${table(entity.table)} where ${name(columns[0]!.name)} = $1::uuid and deleted_at is null`,
    ),
  );
  return parts.length ? `${parts.join(' union all ')} limit 50` : null;
}
