/**
 * SQL over the built-in entities `user`, `team`, `department` that signing in and rights need. Their columns are guaranteed by
 * the built-in solution; everything else about people goes through the record pipeline.
 */
import type { Queryable } from '../db/database.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly theme: string | null;
  readonly active: boolean;
}

const PERSON = `u.id, u.name, u.email, u.language, u.timezone, u.theme, coalesce(u.active, true) as active`;

export async function personByEmail(db: Queryable, email: string): Promise<PersonRow | null> {
  const { rows } = await db.query<PersonRow>(
    { name: 'person-by-email', text: `select ${PERSON} from data."user" u where lower(u.email) = lower($1) and u.deleted_at is null` },
    [email],
  );
  return rows[0] ?? null;
}

export interface PersonWithRights extends PersonRow {
  readonly roles: string[];
  readonly teamIds: string[];
  readonly teamKeys: string[];
  readonly departmentIds: string[];
}

/** A person with everything their rights depend on, in one statement. */
export async function personWithRights(db: Queryable, id: string): Promise<PersonWithRights | null> {
  const { rows } = await db.query<PersonWithRights>(
    {
      name: 'person-with-rights',
      text: `select ${PERSON},
        array(select role from potik.role_assignment where person_id = u.id order by role) as roles,
        coalesce(t.ids, '{}') as "teamIds", coalesce(t.keys, '{}') as "teamKeys",
        array(
          with recursive below as (
            select d.id from data.department d where d.id = u.department and d.deleted_at is null
            union
            select d.id from data.department d join below b on d.parent = b.id where d.deleted_at is null)
          select id::text from below) as "departmentIds"
       from data."user" u
       left join lateral (
         select array_agg(t.id::text) as ids, array_agg(t.key) filter (where t.key is not null) as keys
           from data.team_member m join data.team t on t.id = m.team
          where m.member = u.id and m.deleted_at is null and t.deleted_at is null) t on true
      where u.id = $1 and u.deleted_at is null`,
    },
    [id],
  );
  return rows[0] ?? null;
}
