/**
 * The two built apps: `/design…` is the designer, everything else the workspace. Both are single pages with their own
 * routes, so an unknown path without a file's suffix gets the app's page.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { Rejection } from '../rejection.ts';
import { packedFiles } from './packed-files.ts';
import { securityHeaders } from './security.ts';

export function apps(folder: string, https: boolean): Router {
  const router = Router();
  // Built files carry a hash of their content in the name, so they never change.
  const assets = join(folder, 'assets');
  router.use(
    '/assets',
    packedFiles(assets),
    express.static(assets, {
      immutable: true,
      maxAge: '1y',
      fallthrough: false,
      index: false,
    }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get('/design{/*path}', securityHeaders('designer', https), page(join(folder, 'design.html')));
  router.get('/{*path}', securityHeaders('workspace', https), page(join(folder, 'index.html')));
  return router;
}

// helpers //////////

function page(file: string): express.RequestHandler {
  const html = existsSync(file) ? readFileSync(file, 'utf8') : null;
  return (request, response) => {
    if (html === null || /\.[a-z0-9]{2,5}$/i.test(request.path)) {
      throw new Rejection({
        status: 404,
        code: 'no_such_address',
        message: `There is nothing at ${request.path}.`,
      });
    }
    response.set('cache-control', 'no-cache').type('html').send(html);
  };
}
