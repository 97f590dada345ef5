/** Rules of retention: what they are about, and what they did. */
import { endpoint } from './endpoint.ts';
import type { RetentionList, RetentionPreview, TryRetention } from './schemas/generated/api.ts';

export type { RetentionList, RetentionPreview, TryRetention } from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'retention', def: name });

export const listRetention = endpoint<{ reply: RetentionList }>()({
  method: 'GET',
  path: '/api/retention',
  access: 'manage_people',
  summary: 'Rules of retention of all entities, with what their last run did.',
  reply: def('RetentionList'),
});

export const previewRetention = endpoint<{ reply: RetentionPreview }>()({
  method: 'GET',
  path: '/api/retention/:entity/:rule',
  access: 'manage_people',
  summary:
    'How many records a rule is about at this moment, and which of them the last run left, with the reason.',
  reply: def('RetentionPreview'),
});

export const tryRetention = endpoint<{ body: TryRetention; reply: RetentionPreview }>()({
  method: 'POST',
  path: '/api/retention/:entity/try',
  access: 'design',
  summary:
    'How many records a rule that is still thought out would be about at this moment; nothing is kept.',
  body: def('TryRetention'),
  reply: def('RetentionPreview'),
});
