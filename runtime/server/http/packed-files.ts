/** Sends the packed form of a built file to who reads it; the build has made them (`runtime/build/pack-assets.ts`). */
import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';

/** The better first; browsers name the older first and mean no order by it. */
const FORMS = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;

/** Stands before `express.static` of the same folder, which then sends the file named here. */
export function packedFiles(folder: string): RequestHandler {
  const packed = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const forms = FORMS.filter(({ suffix }) => packed.has(name + suffix));
    if (forms.length > 0) response.vary('accept-encoding');
    const form = forms.find(({ encoding }) => request.acceptsEncodings(encoding));
    if (form) {
      response.set('content-encoding', form.encoding).type(extname(name));
      request.url = `/${name}${form.suffix}`;
    }
    next();
  };
}
