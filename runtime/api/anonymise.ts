/** Erasing of personal data on request. */
import { endpoint } from './endpoint.ts';
import type { Anonymise, AnonymisePreview } from './schemas/generated/api.ts';

export type { Anonymise, AnonymisePreview } from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'anonymise', def: name });

export const previewAnonymise = endpoint<{ reply: AnonymisePreview }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/anonymise',
  access: 'manage_people',
  summary: 'What would go if the personal data of this record were erased.',
  reply: def('AnonymisePreview'),
});

export const anonymiseRecord = endpoint<{ body: Anonymise }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/anonymise',
  access: 'manage_people',
  scope: 'session',
  summary: 'Erases personal data from a record and what was kept of it. It can’t be taken back.',
  body: def('Anonymise'),
  status: 204,
});
