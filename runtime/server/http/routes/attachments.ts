/** Files attached to records. */
import * as api from '../../../api/attachments.ts';
import { type Route, route } from '../route.ts';

export const attachmentRoutes: readonly Route[] = [
  route(api.listAttachments, ({ params, principal, services }) =>
    services.attachments.list(principal, params.entity, params.id),
  ),
  route(api.attachFile, ({ params, body, principal, services }) =>
    services.attachments.attach(principal, params.entity, params.id, body.file),
  ),
  route(api.addVersion, ({ params, body, principal, services }) =>
    services.attachments.addVersion(principal, params.id, body.file),
  ),
  route(api.restoreVersion, ({ params, body, principal, services }) =>
    services.attachments.restoreVersion(principal, params.id, body.number),
  ),
  route(api.deleteAttachment, ({ params, principal, services }) =>
    services.attachments.remove(principal, params.id),
  ),
  route(api.restoreAttachment, ({ params, principal, services }) =>
    services.attachments.restore(principal, params.id),
  ),
];
