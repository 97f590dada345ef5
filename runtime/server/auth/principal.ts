/**
 * In whose name something is done: a person with a session or an API key, a process (DECISIONS 7: its own principal), or
 * the platform itself. Rights are decided from this value alone; it is frozen data, made by `auth/` and handed down.
 */
export interface Principal {
  readonly kind: 'person' | 'process' | 'system';
  /** Id of the person in `data.user`; null for process and system. */
  readonly personId: string | null;
  /** E-mail address of the person, under which tasks may be given to them too. */
  readonly email: string | null;
  /** Login name, by which imported processes name people. */
  readonly login: string | null;
  /** For texts: the person's name, the process's name, "Potik". */
  readonly name: string;
  /** Keys of roles in the metadata. */
  readonly roles: readonly string[];
  /** Ids of the person's teams, and the keys of those that have one. */
  readonly teamIds: readonly string[];
  readonly teamKeys: readonly string[];
  /** Id of the person's department and of all departments below it. */
  readonly departmentIds: readonly string[];
  /** Keys of entities of which single records were shared with the person, a team or role of theirs. */
  readonly shared?: readonly string[];
  readonly language: Language;
  /** IANA zone for `today()` and shown times. */
  readonly zone: string;
  /** True for the system and for processes without a `runAs` role: no right is asked. */
  readonly unrestricted: boolean;
  /** Who looks at the platform as this person, and changes nothing; absent where it is the person. */
  readonly viewer?: Principal;
  /** The person's key by which a program calls in their name; absent where they do it themselves. */
  readonly key?: {
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly string[];
    /** Milliseconds since the epoch; null: until it is removed. */
    readonly until: number | null;
  };
}

export type Language = 'en' | 'uk' | 'ru';
export const LANGUAGES: readonly Language[] = ['en', 'uk', 'ru'];

/** The platform itself: migrations, demo data, upkeep. */
export function systemPrincipal(zone = 'UTC'): Principal {
  return Object.freeze({ ...NOBODY, kind: 'system', name: 'Potik', zone, unrestricted: true });
}

/** A running process; with `roles` it may do what these roles may, without them everything within its solution. */
export function processPrincipal(name: string, roles: readonly string[] | null, zone: string): Principal {
  return Object.freeze({
    ...NOBODY,
    kind: 'process',
    name,
    roles: roles ?? [],
    zone,
    unrestricted: roles === null,
  });
}

// helpers //////////

const NOBODY: Omit<Principal, 'kind' | 'name' | 'zone' | 'unrestricted'> = {
  personId: null,
  email: null,
  login: null,
  roles: [],
  teamIds: [],
  teamKeys: [],
  departmentIds: [],
  language: 'en',
};
