/** `/metrics` for Prometheus: process figures, requests by route and status, and what the services count. */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from './services.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'potik_' });

const requests = new Histogram({
  name: 'potik_http_request_seconds',
  help: 'Duration of HTTP requests by method, route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.015, 0.03, 0.06, 0.15, 0.5, 2, 10],
  registers: [registry],
});

const statements = new Gauge({
  name: 'potik_db_statements',
  help: 'SQL statements sent since the start.',
  registers: [registry],
});

export const engineUnits = new Counter({
  name: 'potik_engine_units_total',
  help: 'Units of work of the process engine by result.',
  labelNames: ['result'],
  registers: [registry],
});

export function requestMetrics(): RequestHandler {
  return (request, response, next) => {
    const end = requests.startTimer();
    response.once('finish', () => {
      // The pattern, never the path: ids would make a series each.
      const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
      end({ method: request.method, route, status: response.statusCode });
    });
    next();
  };
}

export function metricsHandler(services: Services): RequestHandler {
  return async (_request, response) => {
    statements.set(services.db.counters.statements);
    response.type(registry.contentType).send(await registry.metrics());
  };
}
