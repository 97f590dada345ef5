/** A person as the principal of what they do, with the rights they have at this moment. */
import type { Queryable } from '../db/database.ts';
import { personWithRights } from '../store/people.ts';
import { LANGUAGES, type Language, type Principal } from './principal.ts';

/** Null where the person is not there or may not sign in any more. @param zone of people who have not chosen one */
export async function personPrincipal(
  db: Queryable,
  personId: string,
  zone: string,
): Promise<Principal | null> {
  const person = await personWithRights(db, personId);
  if (!person?.active) return null;
  return Object.freeze({
    kind: 'person',
    personId: person.id,
    email: person.email,
    login: person.login,
    name: person.name,
    roles: person.roles,
    teamIds: person.teamIds,
    teamKeys: person.teamKeys,
    departmentIds: person.departmentIds,
    shared: person.shared,
    language: LANGUAGES.includes(person.language as Language) ? (person.language as Language) : 'en',
    zone: person.timezone || zone,
    unrestricted: false,
  });
}
