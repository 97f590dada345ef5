/** Keys by which programs come in, in the name of the person who is signed in. */
import { endpoint } from './endpoint.ts';
import type { CreateKey, KeyList, NewKey } from './schemas/generated/api.ts';

export type { ApiKey, CreateKey, KeyList, KeyScope, NewKey } from './schemas/generated/api.ts';

export const listKeys = endpoint<{ reply: KeyList }>()({
  method: 'GET',
  path: '/api/me/keys',
  access: 'person',
  scope: 'session',
  summary: 'The keys of the person who is signed in.',
  reply: { file: 'keys', def: 'KeyList' },
});

export const createKey = endpoint<{ body: CreateKey; reply: NewKey }>()({
  method: 'POST',
  path: '/api/me/keys',
  access: 'person',
  scope: 'session',
  summary: 'A new key; it is told once. Programs send it as `Authorization: Bearer`.',
  body: { file: 'keys', def: 'CreateKey' },
  reply: { file: 'keys', def: 'NewKey' },
  status: 201,
});

export const removeKey = endpoint()({
  method: 'DELETE',
  path: '/api/me/keys/:id',
  access: 'person',
  scope: 'session',
  summary: 'The key opens nothing any more, at once.',
  status: 204,
});
