/** Files: uploaded first, then named by their id in a field. */
import { endpoint } from './endpoint.ts';
import type { UploadedFile } from './schemas/generated/api.ts';

export type { UploadedFile } from './schemas/generated/api.ts';

export const uploadFile = endpoint<{ reply: UploadedFile }>()({
  method: 'POST',
  path: '/api/files',
  access: 'person',
  summary: 'Uploads one file (multipart).',
  reply: { file: 'files', def: 'UploadedFile' },
  status: 201,
  form: 'multipart',
});

export const downloadFile = endpoint()({
  method: 'GET',
  path: '/api/files/:id',
  access: 'person',
  summary: 'The content, for whoever may read a field that names it.',
  form: 'file',
});
