/** Ids that records had elsewhere: in files of an import, in the data of a demo. Each is known by its source, then its id there. */
import type { Queryable } from '../db/database.ts';

/** Ids of records by `entity/id`, of those whose external id begins with `source`. */
export async function externalIds(db: Queryable, source: string): Promise<Map<string, string>> {
  const { rows } = await db.query<{ entity: string; external: string; id: string }>(
    `select entity, substr(external, length($1) + 1) as external, record_id as id
       from potik.external_id where starts_with(external, $1)`,
    [source],
  );
  return new Map(rows.map(({ entity, external, id }) => [`${entity}/${external}`, id]));
}

/** Keeps the ids of records by `entity/id`. */
export async function saveExternalIds(
  db: Queryable,
  source: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const keys = [...ids.keys()].map((key) => key.split('/') as [string, string]);
  await db.query(
    `insert into potik.external_id (entity, external, record_id)
     select entity, $1 || external, id from unnest($2::text[], $3::text[], $4::uuid[]) as given (entity, external, id)`,
    [source, keys.map(([entity]) => entity), keys.map(([, id]) => id), [...ids.values()]],
  );
}

/** Records of an entity by the ids they had elsewhere; what is deleted is not among them. */
export async function recordsByExternal(
  db: Queryable,
  entity: string,
  externals: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ external: string; id: string }>(
    'select external, record_id as id from potik.external_id where entity = $1 and external = any($2)',
    [entity, externals],
  );
  return new Map(rows.map(({ external, id }) => [external, id]));
}

/** Keeps where records come from; the same id of elsewhere now means the record given last. */
export async function keepExternalIds(
  db: Queryable,
  entity: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  await db.query(
    `insert into potik.external_id (entity, external, record_id)
     select $1, external, id from unnest($2::text[], $3::uuid[]) as given (external, id)
     on conflict (entity, external) do update set record_id = excluded.record_id`,
    [entity, [...ids.keys()], [...ids.values()]],
  );
}
