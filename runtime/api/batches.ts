/** Deeds of operators on many process instances at once: tried without effect first, then carried out in the background. */
import { endpoint } from './endpoint.ts';
import type { Batch, BatchDetail, BatchList, BatchPreview, NewBatch } from './schemas/generated/api.ts';

export type {
  Batch,
  BatchDetail,
  BatchList,
  BatchPreview,
  InstanceSelection,
  NewBatch,
  Operation,
  PreviewItem,
} from './schemas/generated/api.ts';

export const previewBatch = endpoint<{ body: NewBatch; reply: BatchPreview }>()({
  method: 'POST',
  path: '/api/batches/preview',
  access: 'operate',
  summary: 'What would happen to each instance; nothing is changed.',
  body: { file: 'batches', def: 'NewBatch' },
  reply: { file: 'batches', def: 'BatchPreview' },
});

export const createBatch = endpoint<{ body: NewBatch; reply: Batch }>()({
  method: 'POST',
  path: '/api/batches',
  access: 'operate',
  summary: 'Begins an operation on many instances.',
  body: { file: 'batches', def: 'NewBatch' },
  reply: { file: 'batches', def: 'Batch' },
  status: 202,
});

export const listBatches = endpoint<{ reply: BatchList }>()({
  method: 'GET',
  path: '/api/batches',
  access: 'operate',
  summary: 'The latest fifty.',
  reply: { file: 'batches', def: 'BatchList' },
});

export const getBatch = endpoint<{ reply: BatchDetail }>()({
  method: 'GET',
  path: '/api/batches/:id',
  access: 'operate',
  summary: 'How far it has come, and what was refused.',
  reply: { file: 'batches', def: 'BatchDetail' },
});
