/** SQL of followers: who is told what happens to a record. */
import type { Queryable } from '../db/database.ts';

/** Why somebody follows without having asked; their settings say whether they do. */
export type FollowReason = 'own' | 'created' | 'noted' | 'mentioned';

export interface NewFollower {
  readonly entity: string;
  readonly recordId: string;
  readonly personId: string;
  readonly reason: FollowReason;
}

/** Where their settings permit it and they have not left the record. */
export async function addFollowers(
  tx: Queryable,
  followers: readonly NewFollower[],
  at: Date,
): Promise<void> {
  if (followers.length === 0) return;
  await tx.query(
    {
      name: 'add-followers',
      text: `insert into potik.follower (entity, record_id, person_id, follows, at)
        select distinct f.entity, f."recordId", f."personId", true, $2::timestamptz
          from jsonb_to_recordset($1::jsonb) as f (entity text, "recordId" uuid, "personId" uuid, reason text)
          left join potik.preference p on p.person_id = f."personId"
         where coalesce((p.value -> 'notices' -> 'follow' ->> f.reason)::boolean, true)
            on conflict do nothing`,
    },
    [JSON.stringify(followers), at],
  );
}

export async function setFollower(
  db: Queryable,
  entity: string,
  recordId: string,
  personId: string,
  follows: boolean,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into potik.follower (entity, record_id, person_id, follows, at) values ($1, $2, $3, $4, $5)
     on conflict (record_id, entity, person_id) do update set follows = excluded.follows, at = excluded.at`,
    [entity, recordId, personId, follows, at],
  );
}

/** Who follows a record, or one that was merged into it; those who follow longest first. */
export async function followersOf(
  db: Queryable,
  entity: string,
  recordId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select u.id, u.name from potik.follower f join data."user" u on u.id = f.person_id and u.deleted_at is null and u.active
      where f.entity = $1 and f.record_id = any(potik.with_merged($1, $2))
      group by u.id, u.name having (array_agg(f.follows order by f.at desc))[1] order by min(f.at), u.id`,
    [entity, recordId],
  );
  return rows;
}

/** Those of these records that anybody follows. */
export async function followedAmong(
  tx: Queryable,
  entities: readonly string[],
  recordIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ entity: string; id: string }>(
    {
      name: 'followed-among',
      text: `select distinct entity, record_id as id from potik.follower
              where record_id = any($2::uuid[]) and entity = any($1) and follows`,
    },
    [entities, recordIds],
  );
  return new Set(rows.map(({ entity, id }) => `${entity}:${id}`));
}
