/**
 * SQL over the built-in entities `user`, `team`, `department` that signing in and rights need. Their columns are guaranteed by
 * the built-in solution; everything else about people goes through the record pipeline.
 */
import type { Queryable } from '../db/database.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly login: string | null;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly theme: string | null;
  readonly active: boolean;
}

const PERSON = `u.id, u.name, u.email, u.login, u.language, u.timezone, coalesce(u.active, true) as active,
  (select value ->> 'theme' from potik.preference where person_id = u.id) as theme`;

export async function personByEmail(db: Queryable, email: string): Promise<PersonRow | null> {
  const { rows } = await db.query<PersonRow>(
    {
      name: 'person-by-email',
      text: `select ${PERSON} from data."user" u where lower(u.email) = lower($1) and u.deleted_at is null`,
    },
    [email],
  );
  return rows[0] ?? null;
}

export interface PersonWithRights extends PersonRow {
  readonly roles: string[];
  readonly teamIds: string[];
  readonly teamKeys: string[];
  /** Entities of which single records were shared with them. */
  readonly shared: string[];
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
          select id::text from below) as "departmentIds",
        array(select distinct s.entity from potik.record_share s
          where s.holder = any(array['person:' || u.id, 'role:everyone'] || array(select 'team:' || id from unnest(t.ids) as id)
            || array(select 'role:' || role from potik.role_assignment where person_id = u.id)) order by 1) as shared
       from data."user" u
       left join lateral (
         select array_agg(t.id::text) as ids, array_agg(t.key) filter (where t.key is not null) as keys
           from data.team t
          where t.deleted_at is null and (t.id = u.team or t.id in (
            select m.team from data.user_teams m where m."user" = u.id and m.deleted_at is null))) t on true
      where u.id = $1 and u.deleted_at is null`,
    },
    [id],
  );
  return rows[0] ?? null;
}

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly roles: string[];
  readonly seenAt: string | null;
}

/** People by name with their roles and when they were last here; only the one with `id` where it is given. */
export async function listPeople(db: Queryable, id: string | null): Promise<ListedPerson[]> {
  const { rows } = await db.query<ListedPerson>(
    `select u.id, u.name, coalesce(u.email, '') as email, coalesce(u.active, true) as active,
            array(select role from potik.role_assignment where person_id = u.id order by role) as roles,
            (select max(seen_at) from potik.session where person_id = u.id) as "seenAt"
       from data."user" u
      where u.deleted_at is null and ($1::uuid is null or u.id = $1)
      order by u.name, u.id limit 5000`,
    [id],
  );
  return rows;
}

/** Preferences that are no fields of a person: theme and the like. */
export async function setPreference(
  db: Queryable,
  personId: string,
  key: string,
  value: string,
): Promise<void> {
  await db.query(
    `insert into potik.preference (person_id, value) values ($1, jsonb_build_object($2::text, $3::text))
       on conflict (person_id) do update set value = potik.preference.value || excluded.value`,
    [personId, key, value],
  );
}

/** Names of people by id, e-mail address or login name, as tasks and processes mention them. */
export async function namesOf(
  db: Queryable,
  mentions: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  if (mentions.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; name: string; email: string | null; login: string | null }>(
    {
      name: 'names-of-people',
      text: `select u.id, u.name, u.email, u.login from data."user" u
              where u.id::text = any($1) or u.email = any($1) or u.login = any($1)`,
    },
    [mentions],
  );
  const names = new Map<string, { id: string; name: string }>();
  for (const { id, name, email, login } of rows) {
    names.set(id, { id, name });
    if (email) names.set(email, { id, name });
    if (login) names.set(login, { id, name });
  }
  return names;
}
