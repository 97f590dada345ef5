/** Signing in and out, the first administrator, and who I am. */
import { endpoint } from './endpoint.ts';
import type {
  BeginViewAs,
  ChangePassword,
  InstallationState,
  Me,
  Preferences,
  SetUp,
  SignIn,
} from './schemas/generated/api.ts';

export type {
  BeginViewAs,
  ChangePassword,
  InstallationState,
  Language,
  Me,
  Preferences,
  SetUp,
  SignIn,
  Theme,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'session', def: name });

export const getState = endpoint<{ reply: InstallationState }>()({
  method: 'GET',
  path: '/api/state',
  access: 'public',
  beforeSetup: true,
  summary: 'Whether the installation still needs its first administrator, and the people of a demo.',
  reply: def('InstallationState'),
});

export const setUp = endpoint<{ body: SetUp; reply: Me }>()({
  method: 'POST',
  path: '/api/setup',
  access: 'public',
  beforeSetup: true,
  summary: 'Makes the first administrator by the one-time link and signs them in.',
  body: def('SetUp'),
  reply: def('Me'),
  status: 201,
});

export const signIn = endpoint<{ body: SignIn; reply: Me }>()({
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: 'Signs a person in; the session is a cookie.',
  body: def('SignIn'),
  reply: def('Me'),
  status: 201,
});

export const signOut = endpoint()({
  method: 'DELETE',
  path: '/api/session',
  access: 'person',
  scope: 'session',
  summary: 'Ends this session.',
  status: 204,
});

export const getMe = endpoint<{ reply: Me }>()({
  method: 'GET',
  path: '/api/me',
  access: 'person',
  summary: 'The person who is signed in, their roles and preferences.',
  reply: def('Me'),
});

export const setPreferences = endpoint<{ body: Preferences; reply: Me }>()({
  method: 'PATCH',
  path: '/api/me',
  access: 'person',
  scope: 'session',
  summary: 'Language, theme and time zone of the person who is signed in.',
  body: def('Preferences'),
  reply: def('Me'),
});

export const changePassword = endpoint<{ body: ChangePassword }>()({
  method: 'POST',
  path: '/api/me/password',
  access: 'person',
  scope: 'session',
  summary: 'A new password; every other session of the person ends.',
  body: def('ChangePassword'),
  status: 204,
});

export const beginViewAs = endpoint<{ body: BeginViewAs; reply: Me }>()({
  method: 'POST',
  path: '/api/me/view-as',
  access: 'person',
  scope: 'session',
  summary: 'From now on this session sees everything as that person sees it, and changes nothing.',
  body: def('BeginViewAs'),
  reply: def('Me'),
});

export const endViewAs = endpoint<{ reply: Me }>()({
  method: 'DELETE',
  path: '/api/me/view-as',
  access: 'person',
  scope: 'session',
  summary: 'The session is its own person again.',
  reply: def('Me'),
  status: 200,
});
