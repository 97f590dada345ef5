/**
 * People as those who may come in: the first administrator, passwords, roles, preferences, and who somebody is. Fields of a
 * person (name, e-mail, team) are a record like any other and go through `PersonRecords`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { rightsOf } from '#metadata/access.ts';
import { ADMINISTRATOR, EVERYONE } from '#metadata/people.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { CreatePerson, PersonItem, PersonList } from '../../api/people.ts';
import type { ChangePassword, InstallationState, Me, Preferences, SetUp, Theme } from '../../api/session.ts';
import { PASSWORD_MAX, PASSWORD_MIN, type Passwords } from '../auth/passwords.ts';
import type { Language, Principal } from '../auth/principal.ts';
import { systemPrincipal } from '../auth/principal.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isId } from '../ids.ts';
import { forbidden, invalid, notFound, Rejection } from '../rejection.ts';
import { listPeople, personByEmail, personWithRights, setPreference } from '../store/people.ts';
import {
  findPassword,
  giveRole,
  saveSetupLink,
  setPassword,
  someoneHasRole,
  takeRole,
  takeSetupLink,
  writeAudit,
} from '../store/sessions.ts';

/** Fields of people, written by the record pipeline. */
export interface PersonRecords {
  create(tx: Transaction, values: Readonly<Record<string, Json>>, principal: Principal): Promise<string>;
  update(
    tx: Transaction,
    id: string,
    values: Readonly<Record<string, Json>>,
    principal: Principal,
  ): Promise<void>;
}

export type DemoPeople = InstallationState['demo'];

export interface People {
  state(): Promise<InstallationState>;
  /** Makes the first administrator; the link works once. */
  setUp(input: SetUp): Promise<{ id: string }>;
  me(principal: Principal): Promise<Omit<Me, 'csrfToken'>>;
  setPreferences(principal: Principal, preferences: Preferences): Promise<void>;
  /** Keeps the language for a person who has not chosen one. */
  adoptLanguage(personId: string, language: Language): Promise<void>;
  changePassword(principal: Principal, input: ChangePassword, sessionToken: string | null): Promise<void>;
  /** The session sees what that person sees. Who may is a right; only administrators look as administrators. */
  beginViewAs(principal: Principal, personId: string, sessionToken: string): Promise<void>;
  endViewAs(principal: Principal, sessionToken: string): Promise<void>;
  list(): Promise<PersonList>;
  create(input: CreatePerson, principal: Principal): Promise<PersonItem>;
  setRoles(id: string, roles: readonly string[], principal: Principal): Promise<PersonItem>;
  setPassword(id: string, password: string, principal: Principal): Promise<void>;
  /** A new one-time link for the first administrator: its token, or null when there is an administrator. */
  offerSetup(): Promise<string | null>;
  /** Sees to it that an administrator with this address is there (POTIK_ADMIN_EMAIL); an existing one is left alone. */
  ensureAdministrator(email: string, password: string): Promise<void>;
}

export interface PeopleOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly release: () => number;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly records: PersonRecords;
  /** People of the demo, shown on the sign-in page; none in other installations. */
  readonly demo: () => Promise<DemoPeople>;
}

const LINK_LASTS = 86_400_000;

export function createPeople(options: PeopleOptions): People {
  const { db, clock, registry, release, sessions, passwords, records, demo } = options;
  const now = () => new Date(clock.now());

  async function createWithRights(
    tx: Transaction,
    input: CreatePerson,
    principal: Principal,
  ): Promise<string> {
    const values = {
      name: input.name.trim(),
      email: input.email.trim(),
      ...(input.language && { language: input.language }),
    };
    const password =
      input.password === undefined ? null : await passwords.hash(checkedPassword(input.password));
    const id = await records.create(tx, values, principal);
    if (password) await setPassword(tx, id, password, now());
    for (const role of known(input.roles ?? [], registry()))
      await giveRole(tx, id, role, principal.personId, now());
    await writeAudit(tx, {
      at: now(),
      personId: principal.personId,
      deed: 'person_created',
      detail: { person: id, roles: input.roles ?? [] },
    });
    return id;
  }

  async function itemOf(id: string): Promise<PersonItem> {
    const item = (await listPeople(db, id))[0];
    if (!item) throw notFound('such person');
    return item;
  }

  async function audited(
    by: Principal,
    deed: string,
    person: string | null,
    sessionToken: string,
    viewAs: string | null,
  ): Promise<void> {
    await db.transaction(async (tx) => {
      await sessions.viewAs(tx, sessionToken, viewAs);
      await writeAudit(tx, { at: now(), personId: by.personId, deed, detail: { person } });
    });
    sessions.forget();
  }

  return {
    async state() {
      const [ready, people] = await Promise.all([someoneHasRole(db, ADMINISTRATOR), demo()]);
      return { setupNeeded: !ready, demo: people };
    },

    setUp({ token, name, email, password, language }) {
      return db.transaction(async (tx) => {
        if (!(await takeSetupLink(tx, hashOf(token), now()))) throw usedUp();
        const input = { name, email, password, roles: [ADMINISTRATOR], ...(language && { language }) };
        return { id: await createWithRights(tx, input, systemPrincipal()) };
      });
    },

    async me(principal) {
      const person = principal.personId ? await personWithRights(db, principal.personId) : null;
      const { deeds } = rightsOf(registry(), principal);
      return {
        person: {
          id: principal.personId ?? '',
          name: principal.name,
          email: principal.email ?? '',
          language: principal.language,
          theme: (person?.theme as Theme | null) ?? 'auto',
        },
        roles: [...principal.roles],
        may: [...deeds] as Me['may'],
        ...(principal.viewer && { viewer: { id: principal.viewer.personId!, name: principal.viewer.name } }),
        timezone: principal.zone,
        release: release(),
      };
    },

    async beginViewAs(principal, personId, sessionToken) {
      if (!rightsOf(registry(), principal).deeds.has('view_as'))
        throw forbidden(
          "Your roles don't allow you to view as others. An administrator can give you a role that does.",
        );
      const person = isId(personId) ? await personWithRights(db, personId) : null;
      if (!person?.active) throw notFound('such person');
      if (person.roles.includes(ADMINISTRATOR) && !principal.roles.includes(ADMINISTRATOR))
        throw forbidden('Only administrators view as administrators.');
      await audited(principal, 'view_as_begun', personId, sessionToken, personId);
    },

    async endViewAs(principal, sessionToken) {
      await audited(principal.viewer ?? principal, 'view_as_ended', principal.personId, sessionToken, null);
    },

    async setPreferences(principal, { language, theme, timezone }) {
      const { personId } = principal;
      if (!personId) throw forbidden('Only a person has preferences.');
      const values = { ...(language && { language }), ...(timezone && { timezone: checkedZone(timezone) }) };
      await db.transaction(async (tx) => {
        // Everybody may set these of their own, whatever their rights on people are.
        if (Object.keys(values).length)
          await records.update(tx, personId, values, { ...principal, unrestricted: true });
        if (theme) await setPreference(tx, personId, 'theme', theme);
        await sessions.changed(tx);
      });
      sessions.forget();
    },

    async adoptLanguage(personId, language) {
      const person = await personWithRights(db, personId);
      if (!person || person.language !== null) return;
      await db.transaction((tx) => records.update(tx, personId, { language }, systemPrincipal()));
      sessions.forget();
    },

    async changePassword(principal, { current, next }, sessionToken) {
      const { personId } = principal;
      if (!personId) throw forbidden('Only a person has a password.');
      if (!(await passwords.verify(current, await findPassword(db, personId)))) {
        const message = 'The current password is wrong.';
        throw invalid([{ path: 'current', code: 'wrong_password', message }]);
      }
      const hash = await passwords.hash(checkedPassword(next, 'next'));
      await db.transaction(async (tx) => {
        await setPassword(tx, personId, hash, now());
        await writeAudit(tx, { at: now(), personId, deed: 'password_changed', detail: {} });
      });
      await sessions.endAll(personId, sessionToken);
    },

    async list() {
      return { items: await listPeople(db, null) };
    },

    async create(input, principal) {
      return itemOf(await db.transaction((tx) => createWithRights(tx, input, principal)));
    },

    async setRoles(id, roles, principal) {
      await db.transaction(async (tx) => {
        const before = (await listPeople(tx, id))[0];
        if (!before) throw notFound('such person');
        const after = known(roles, registry());
        for (const role of after.filter((one) => !before.roles.includes(one)))
          await giveRole(tx, id, role, principal.personId, now());
        for (const role of before.roles.filter((one) => !after.includes(one))) await takeRole(tx, id, role);
        if (!(await someoneHasRole(tx, ADMINISTRATOR))) throw lastAdministrator();
        const detail = { person: id, before: before.roles, after };
        await writeAudit(tx, { at: now(), personId: principal.personId, deed: 'roles_set', detail });
        await sessions.changed(tx);
      });
      sessions.forget();
      return itemOf(id);
    },

    async setPassword(id, password, principal) {
      const hash = await passwords.hash(checkedPassword(password));
      await db.transaction(async (tx) => {
        if (!(await personWithRights(tx, id))) throw notFound('such person');
        await setPassword(tx, id, hash, now());
        const detail = { person: id };
        await writeAudit(tx, { at: now(), personId: principal.personId, deed: 'password_set', detail });
      });
      await sessions.endAll(id, null);
    },

    async offerSetup() {
      if (await someoneHasRole(db, ADMINISTRATOR)) return null;
      const token = randomBytes(24).toString('base64url');
      await saveSetupLink(db, hashOf(token), new Date(clock.now() + LINK_LASTS));
      return token;
    },

    async ensureAdministrator(email, password) {
      await db.transaction(async (tx) => {
        const person = await personByEmail(tx, email.trim());
        if (!person) {
          const input = { name: email.split('@')[0]!, email, password, roles: [ADMINISTRATOR] };
          await createWithRights(tx, input, systemPrincipal());
        } else if (!(await findPassword(tx, person.id))) {
          await setPassword(tx, person.id, await passwords.hash(checkedPassword(password)), now());
          await giveRole(tx, person.id, ADMINISTRATOR, null, now());
        }
      });
    },
  };
}

// helpers //////////

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function checkedPassword(password: string, path = 'password'): string {
  if (password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX) return password;
  const message =
    password.length < PASSWORD_MIN
      ? `A password needs at least ${PASSWORD_MIN} characters.`
      : `A password has at most ${PASSWORD_MAX} characters.`;
  const code = password.length < PASSWORD_MIN ? 'password_too_short' : 'password_too_long';
  throw invalid([{ path, code, message, params: { min: PASSWORD_MIN, max: PASSWORD_MAX } }]);
}

function checkedZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    const message = `${JSON.stringify(zone)} is not a time zone; expected a name such as Europe/Kyiv.`;
    throw invalid([{ path: 'timezone', code: 'unknown_timezone', message }]);
  }
}

/** Roles without repetition, each of which must be there; the one that everybody has is not given. */
function known(roles: readonly string[], registry: Registry): string[] {
  const unknown = roles.find((role) => !registry.roles.has(role));
  if (unknown !== undefined) {
    const message = `There is no role ${JSON.stringify(unknown)}.`;
    throw invalid([{ path: 'roles', code: 'unknown_role', message }]);
  }
  return [...new Set(roles)].filter((role) => role !== EVERYONE);
}

function usedUp(): Rejection {
  return new Rejection({
    status: 410,
    code: 'setup_link_used',
    message:
      'This link was used already or is older than a day. Start the server again; it prints a new one.',
  });
}

function lastAdministrator(): Rejection {
  return new Rejection({
    status: 409,
    code: 'last_administrator',
    message: 'Somebody must stay administrator. Give the role to another person first.',
  });
}
