/** What is to be accounted for, and where values come from. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as api from '../../../api/audit.ts';
import { type Route, route } from '../route.ts';

export const auditRoutes: readonly Route[] = [
  route(api.listAudit, ({ query, services }) => services.audit.list(query ?? {})),
  route(api.listAuditDeeds, async ({ services }) => ({ items: [...(await services.audit.deeds())] })),
  route(api.exportAudit, async ({ query, principal, services, response }) => {
    const content = await services.audit.file(query ?? {}, principal);
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    });
    await pipeline(Readable.from(content), response);
    return '';
  }),
  route(api.explainValue, ({ params, query, principal, services }) =>
    services.records.whyValue(principal, params.entity, params.id, params.field, query?.version ?? null),
  ),
];
