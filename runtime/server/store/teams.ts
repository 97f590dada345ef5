/** SQL about teams, whoever asks. */
import type { Queryable } from '../db/database.ts';

/** By id. */
export async function namesOfTeams(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from data.team where id = any($1::uuid[]) and deleted_at is null',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Those of the people who may sign in and belong to one of these teams. */
export async function peopleOfTeams(db: Queryable, teamIds: readonly string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `select u.id from data."user" u
      where u.deleted_at is null and u.active
        and (u.team = any($1::uuid[])
             or exists (select from data.user_teams l where l."user" = u.id and l.team = any($1::uuid[]) and l.deleted_at is null))`,
    [teamIds],
  );
  return rows.map(({ id }) => id);
}
