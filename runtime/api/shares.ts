/** Single records shared with others, and why somebody may or may not do something with a record. */
import { endpoint } from './endpoint.ts';
import type { Share, ShareList, ShareRecord, Why, WhyQuery } from './schemas/generated/api.ts';

export type { Share, ShareList, ShareRecord, Why, WhyQuery } from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'shares', def: name });

export const listShares = endpoint<{ reply: ShareList }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/shares',
  access: 'person',
  summary: 'With whom a record was shared.',
  reply: def('ShareList'),
});

export const shareRecord = endpoint<{ body: ShareRecord; reply: Share }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/shares',
  access: 'person',
  summary: 'Shares a record with a person, a team or a role, to be seen or changed, until a day or for good.',
  body: def('ShareRecord'),
  reply: def('Share'),
  status: 201,
});

export const unshareRecord = endpoint()({
  method: 'DELETE',
  path: '/api/records/:entity/:id/shares/:share',
  access: 'person',
  summary: 'Takes a sharing back; it ends at once.',
  status: 204,
});

export const explainRight = endpoint<{ query: WhyQuery; reply: Why }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/why',
  access: 'person',
  summary: 'Why I, or another person, may or may not do something with a record: what each role says of it.',
  query: def('WhyQuery'),
  reply: def('Why'),
});
