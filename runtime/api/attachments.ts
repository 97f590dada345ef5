/** Files attached to records, in versions. Who sees the record reads them, who may change it adds, replaces and removes. */
import { endpoint } from './endpoint.ts';
import type { AttachFile, Attachment, AttachmentList, RestoreVersion } from './schemas/generated/api.ts';

export type {
  AttachFile,
  Attachment,
  AttachmentList,
  AttachmentVersion,
  RestoreVersion,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'attachments', def: name });

export const listAttachments = endpoint<{ reply: AttachmentList }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/attachments',
  access: 'person',
  summary: 'Files attached to a record, with their versions.',
  reply: def('AttachmentList'),
});

export const attachFile = endpoint<{ body: AttachFile; reply: Attachment }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/attachments',
  access: 'person',
  summary: 'Attaches an uploaded file to a record.',
  body: def('AttachFile'),
  reply: def('Attachment'),
  status: 201,
});

export const addVersion = endpoint<{ body: AttachFile; reply: Attachment }>()({
  method: 'POST',
  path: '/api/attachments/:id/versions',
  access: 'person',
  summary: 'Replaces an attached file by a new version; the earlier ones stay.',
  body: def('AttachFile'),
  reply: def('Attachment'),
  status: 201,
});

export const restoreVersion = endpoint<{ body: RestoreVersion; reply: Attachment }>()({
  method: 'POST',
  path: '/api/attachments/:id/restore-version',
  access: 'person',
  summary: 'Makes an earlier version the present one, as a new version.',
  body: def('RestoreVersion'),
  reply: def('Attachment'),
});

export const deleteAttachment = endpoint()({
  method: 'DELETE',
  path: '/api/attachments/:id',
  access: 'person',
  summary: 'Moves an attached file with its versions to the bin.',
  status: 204,
});

export const restoreAttachment = endpoint<{ reply: Attachment }>()({
  method: 'POST',
  path: '/api/attachments/:id/restore',
  access: 'person',
  summary: 'Brings an attached file back from the bin.',
  reply: def('Attachment'),
});
