// Made by "npm run generate" from session.schema.json. Change the schema, not this file.

/**
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "Language".
 */
export type Language = 'en' | 'uk' | 'ru';
/**
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "Theme".
 */
export type Theme = 'light' | 'dark' | 'auto';

export interface SessionSchemas {}
/**
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "SignIn".
 */
export interface SignIn {
  email: string;
  password: string;
}
/**
 * The first administrator, by the one-time link that the first start prints.
 *
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "SetUp".
 */
export interface SetUp {
  token: string;
  name: string;
  email: string;
  password: string;
  language?: Language;
}
/**
 * The person who is signed in, and what the apps need to begin.
 *
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "Me".
 */
export interface Me {
  person: {
    id: string;
    name: string;
    email: string;
    language: Language;
    theme: Theme;
  };
  roles: string[];
  /**
   * What of the platform itself the person's roles allow.
   */
  may: ('design' | 'operate' | 'administer')[];
  /**
   * To be sent as x-potik-csrf with every request that changes something.
   */
  csrfToken: string;
  timezone: string;
  /**
   * Number of the release that is live.
   */
  release: number;
}
/**
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "Preferences".
 */
export interface Preferences {
  language?: Language;
  theme?: Theme;
  timezone?: string;
}
/**
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "ChangePassword".
 */
export interface ChangePassword {
  current: string;
  next: string;
}
/**
 * What the sign-in page needs to know before anybody has signed in.
 *
 * This interface was referenced by `SessionSchemas`'s JSON-Schema
 * via the `definition` "State".
 */
export interface State {
  setupNeeded: boolean;
  /**
   * People of the demo with their passwords; empty in every other installation.
   */
  demo: {
    name: string;
    role: string;
    email: string;
    password: string;
  }[];
}
