/** What is to be accounted for, for administrators; and where a value of a record comes from, for whoever may read it. */
import { endpoint } from './endpoint.ts';
import type { AuditDeeds, AuditList, AuditQuery, ValueWhy, ValueWhyQuery } from './schemas/generated/api.ts';

export type {
  AuditDeeds,
  AuditEntry,
  AuditList,
  AuditQuery,
  CauseStep,
  ValueWhy,
  ValueWhyQuery,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'audit', def: name });

export const listAudit = endpoint<{ query: AuditQuery; reply: AuditList }>()({
  method: 'GET',
  path: '/api/audit',
  access: 'manage_people',
  summary:
    'Log-ins, rights, keys, exports, imports, sharing, releases, deletions and the like, the latest first.',
  query: def('AuditQuery'),
  reply: def('AuditList'),
});

export const listAuditDeeds = endpoint<{ reply: AuditDeeds }>()({
  method: 'GET',
  path: '/api/audit/deeds',
  access: 'manage_people',
  summary: 'Kinds of deed that are accounted for, for choosing among them.',
  reply: def('AuditDeeds'),
});

export const exportAudit = endpoint<{ query: AuditQuery; reply: string }>()({
  method: 'GET',
  path: '/api/audit/file',
  access: 'manage_people',
  summary: 'The same as a CSV file, whole.',
  query: def('AuditQuery'),
  form: 'file',
});

export const explainValue = endpoint<{ query: ValueWhyQuery; reply: ValueWhy }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/fields/:field/why',
  access: 'person',
  summary:
    'Where a field’s value comes from: the change that set it, and what made it, back to the person or file that set it going.',
  query: def('ValueWhyQuery'),
  reply: def('ValueWhy'),
});
