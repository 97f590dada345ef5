/** Records of any entity. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import * as api from '../../../api/records.ts';
import { Rejection } from '../../rejection.ts';
import { type Route, route } from '../route.ts';

export const recordRoutes: readonly Route[] = [
  route(api.queryRecords, ({ params, body, principal, services }) =>
    services.records.query(principal, params.entity, body ?? {}),
  ),
  route(api.pivotRecords, ({ params, body, principal, services }) =>
    services.records.pivot(principal, params.entity, body ?? {}),
  ),
  route(api.getRecord, async ({ params, principal, services, response }) =>
    tagged(response, await services.records.get(principal, params.entity, params.id)),
  ),
  route(api.createRecord, async ({ params, body, principal, services, response }) =>
    tagged(
      response,
      await services.records.create(principal, params.entity, body.values, { ask: body.ask ?? false }),
    ),
  ),
  route(api.updateRecord, async ({ params, body, principal, services, request, response }) => {
    const version = body.version ?? versionOf(request.get('if-match'));
    const { entity, id } = params;
    return tagged(
      response,
      await services.records.update(
        principal,
        entity,
        id,
        { version, values: body.values },
        { ask: body.ask ?? false },
      ),
    );
  }),
  route(api.upsertRecords, ({ params, body, principal, services }) =>
    services.records.upsert(principal, params.entity, body),
  ),
  route(api.deleteRecord, ({ params, principal, services, request }) => {
    // A deletion may be sent without a version; with one it counts.
    const tag = request.get('if-match');
    const version = tag === undefined ? null : versionOf(tag);
    return services.records.delete(principal, params.entity, params.id, { version });
  }),
  route(api.restoreRecord, async ({ params, principal, services, response }) =>
    tagged(response, await services.records.restore(principal, params.entity, params.id)),
  ),
  route(api.amendRecord, async ({ params, principal, services, response }) =>
    tagged(response, await services.records.amend(principal, params.entity, params.id)),
  ),
  route(api.bulkRecords, ({ params, body, principal, services }) =>
    services.records.bulk(principal, params.entity, body),
  ),
  route(api.exportRecords, async ({ params, body, principal, services, response }) => {
    const { name, type, content } = await services.records.export(principal, params.entity, body);
    response.set({
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    });
    await pipeline(Readable.from(content), response);
    return '';
  }),
  route(api.getTimeline, async ({ params, query, principal, services }) => {
    const page = await services.records.timeline(principal, params.entity, params.id, query ?? {});
    return { ...page, items: await services.timelineNames(page.items, principal.language) };
  }),
  route(api.listSavedViews, ({ principal, services }) => services.records.savedViews(principal)),
  route(api.saveView, ({ body, principal, services }) => services.records.saveView(principal, body)),
  route(api.deleteSavedView, ({ params, principal, services }) =>
    services.records.deleteSavedView(principal, params.key),
  ),
  route(api.listDuplicates, ({ params, query, principal, services }) =>
    services.records.duplicates(principal, params.entity, query ?? {}),
  ),
  route(api.dismissDuplicate, ({ params, body, principal, services }) =>
    services.records.dismissDuplicate(principal, params.entity, body.ids, body.dismissed ?? true),
  ),
  route(api.mergeRecords, async ({ params, body, principal, services }) => {
    const { other, version, otherVersion, values = {} } = body;
    const input = { other, version, otherVersion, values };
    return { journal: await services.records.merge(principal, params.entity, params.id, input) };
  }),
  route(api.undoDeed, ({ params, principal, services }) =>
    services.records.undoDeed(principal, params.journal),
  ),
];

// helpers //////////

/** The record's version as its entity tag (RFC 9110 §8.8.3). */
function tagged(response: Response, record: api.RecordValues): api.RecordValues {
  response.set('etag', `"${record.version}"`);
  return record;
}

/** A change must say which version it was made on, or that any will do (`If-Match: *`): RFC 6585 §3. */
function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch?.trim() === '*') return null;
  const version = Number(/^(?:W\/)?"(\d+)"$/.exec(ifMatch?.trim() ?? '')?.[1]);
  if (Number.isSafeInteger(version)) return version;
  throw new Rejection({
    status: 428,
    code: 'version_needed',
    message: 'Say which version of the record you changed: `version` in the body, or the header If-Match.',
  });
}
