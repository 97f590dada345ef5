/** Files. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as api from '../../../api/files.ts';
import { invalid } from '../../rejection.ts';
import { type Route, route } from '../route.ts';
import { receiveFile } from '../uploads.ts';

const MOST_BYTES = 50_000_000;
/** Pictures that browsers show without running anything in them. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export const fileRoutes: readonly Route[] = [
  route(api.uploadFile, async ({ request, principal, services }) => {
    const file = await receiveFile(request, { bytes: MOST_BYTES }, (sent) =>
      services.files.upload(sent, principal),
    );
    if (!file) throw invalid([{ path: 'file', code: 'required', message: 'No file was sent.' }]);
    return file;
  }),
  route(api.downloadFile, async ({ params, principal, services, response }) => {
    const { file, content } = await services.files.open(params.id, principal);
    const how = SHOWN.has(file.type) ? 'inline' : 'attachment';
    response.set({
      'content-type': file.type,
      'content-length': String(file.size),
      'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600',
    });
    await pipeline(Readable.from(content), response);
  }),
];
