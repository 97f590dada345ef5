/** Operations on many process instances. */
import * as api from '../../../api/batches.ts';
import { type Route, route } from '../route.ts';

export const batchRoutes: readonly Route[] = [
  route(api.previewBatch, ({ body, principal, services }) => services.batches.preview(body, principal)),
  route(api.createBatch, ({ body, principal, services }) => services.batches.create(body, principal)),
  route(api.listBatches, ({ services }) => services.batches.list()),
  route(api.getBatch, ({ params, services }) => services.batches.get(params.id)),
];
