/**
 * The Express application: the stages every request passes, in order, and what is served where. `main.ts` hands in the
 * services; tests call it with a database of their own.
 */
import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { Rejection } from '../rejection.ts';
import { apps } from './apps.ts';
import { jsonBody } from './json-body.ts';
import { metricsAccess, metricsHandler, requestMetrics } from './metrics.ts';
import { problemHandler } from './problem.ts';
import { createRouter } from './router.ts';
import { routes } from './routes/table.ts';
import { sameOrigin } from './security.ts';
import type { Services } from './services.ts';

export interface AppOptions {
  readonly services: Services;
  readonly log: Logger;
  readonly baseUrl: string;
  /** Folder with the built apps (`dist/web`), or null where only the API is served. */
  readonly web: string | null;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Who sends it may read the metrics from elsewhere; null: only this machine. */
  readonly metricsToken: string | null;
}

export function createApp({
  services,
  log,
  baseUrl,
  web,
  trustedProxies,
  metricsToken,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', [...trustedProxies]);

  app.use((_request, response, next) => {
    response.locals.correlationId = randomUUID();
    response.set('x-correlation-id', response.locals.correlationId);
    next();
  });
  app.get('/health', async (_request, response) => {
    await services.db.query('select 1');
    response.json({ status: 'ok' });
  });
  app.get('/metrics', metricsAccess(metricsToken), metricsHandler(services));
  app.use(requestMetrics());

  app.use('/api', sameOrigin(baseUrl), (_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  app.use('/api', jsonBody());
  app.use(createRouter(routes, services));
  app.use('/api', (request) => {
    throw new Rejection({
      status: 404,
      code: 'no_such_address',
      message: `There is nothing at ${request.method} ${request.originalUrl.split('?')[0]}.`,
    });
  });
  if (web) app.use(apps(web, baseUrl.startsWith('https:')));
  app.use(problemHandler(log));
  return app;
}
