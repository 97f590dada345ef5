/** Files brought in as records: looked at, mapped, tried, run in the background, taken back. */
import { endpoint } from './endpoint.ts';
import type {
  Import,
  ImportDetail,
  ImportDraft,
  ImportList,
  ImportPreview,
  ImportSettings,
  NewImport,
  StartImport,
} from './schemas/generated/api.ts';

export type {
  Import,
  ImportDetail,
  ImportDraft,
  ImportList,
  ImportPreview,
  ImportProblem,
  ImportSettings,
  ImportSheet,
  ImportTarget,
  MatchRule,
  NewImport,
  StartImport,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'imports', def: name });

export const newImport = endpoint<{ body: NewImport; reply: ImportDraft }>()({
  method: 'POST',
  path: '/api/imports',
  access: 'import',
  summary: 'Looks at an uploaded file and proposes which column fills which field.',
  body: def('NewImport'),
  reply: def('ImportDraft'),
  status: 201,
});

export const listImports = endpoint<{ reply: ImportList }>()({
  method: 'GET',
  path: '/api/imports',
  access: 'import',
  summary: 'The latest hundred: my own, and all for who manages people.',
  reply: def('ImportList'),
});

export const getImport = endpoint<{ reply: ImportDetail }>()({
  method: 'GET',
  path: '/api/imports/:id',
  access: 'import',
  summary: 'How far it has come, which rows were refused, what an undo has left.',
  reply: def('ImportDetail'),
});

export const previewImport = endpoint<{ body: ImportSettings; reply: ImportPreview }>()({
  method: 'POST',
  path: '/api/imports/:id/preview',
  access: 'import',
  summary: 'What would happen to the first rows; nothing is written.',
  body: def('ImportSettings'),
  reply: def('ImportPreview'),
});

export const startImport = endpoint<{ body: StartImport; reply: Import }>()({
  method: 'POST',
  path: '/api/imports/:id/start',
  access: 'import',
  summary: 'Begins the import in the background, or a check of the whole file.',
  body: def('StartImport'),
  reply: def('Import'),
  status: 202,
});

export const cancelImport = endpoint<{ reply: Import }>()({
  method: 'POST',
  path: '/api/imports/:id/cancel',
  access: 'import',
  summary: 'Stops behind the rows that are written; they can be taken back.',
  reply: def('Import'),
});

export const undoImport = endpoint<{ reply: Import }>()({
  method: 'POST',
  path: '/api/imports/:id/undo',
  access: 'import',
  summary: 'Takes back what was written, in the background; what was changed since is kept and told.',
  reply: def('Import'),
  status: 202,
});

export const importFailures = endpoint<{ reply: string }>()({
  method: 'GET',
  path: '/api/imports/:id/failures',
  access: 'import',
  summary: 'The rows that were refused as a CSV file, with the reason in a column of its own.',
  form: 'file',
});
