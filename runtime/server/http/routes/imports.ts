/** Files brought in as records. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as api from '../../../api/imports.ts';
import { type Route, route } from '../route.ts';

export const importRoutes: readonly Route[] = [
  route(api.newImport, ({ body, principal, services }) => services.imports.create(principal, body)),
  route(api.listImports, ({ principal, services }) => services.imports.list(principal)),
  route(api.getImport, ({ params, principal, services }) => services.imports.get(principal, params.id)),
  route(api.previewImport, ({ params, body, principal, services }) =>
    services.imports.preview(principal, params.id, body),
  ),
  route(api.startImport, ({ params, body, principal, services }) =>
    services.imports.start(principal, params.id, body),
  ),
  route(api.cancelImport, ({ params, principal, services }) => services.imports.cancel(principal, params.id)),
  route(api.undoImport, ({ params, principal, services }) => services.imports.undo(principal, params.id)),
  route(api.importFailures, async ({ params, principal, services, response }) => {
    const { name, content } = await services.imports.failures(principal, params.id);
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    });
    await pipeline(Readable.from(content), response);
    return '';
  }),
];
