/** People and their roles. */
import { endpoint } from './endpoint.ts';
import type { CreatePerson, PersonItem, PersonList, SetPassword, SetRoles } from './schemas/generated/api.ts';

export type { CreatePerson, PersonItem, PersonList, SetPassword, SetRoles } from './schemas/generated/api.ts';

export const listPeople = endpoint<{ reply: PersonList }>()({
  method: 'GET',
  path: '/api/people',
  access: 'manage_people',
  summary: 'Everybody who may sign in, with roles.',
  reply: { file: 'people', def: 'PersonList' },
});

export const createPerson = endpoint<{ body: CreatePerson; reply: PersonItem }>()({
  method: 'POST',
  path: '/api/people',
  access: 'manage_people',
  summary: 'A new person who may sign in.',
  body: { file: 'people', def: 'CreatePerson' },
  reply: { file: 'people', def: 'PersonItem' },
  status: 201,
});

export const setRoles = endpoint<{ body: SetRoles; reply: PersonItem }>()({
  method: 'PUT',
  path: '/api/people/:id/roles',
  access: 'manage_people',
  summary: 'The roles of a person.',
  body: { file: 'people', def: 'SetRoles' },
  reply: { file: 'people', def: 'PersonItem' },
});

export const setPassword = endpoint<{ body: SetPassword }>()({
  method: 'PUT',
  path: '/api/people/:id/password',
  access: 'manage_people',
  summary: 'A new password for a person; their sessions end.',
  body: { file: 'people', def: 'SetPassword' },
  status: 204,
});
