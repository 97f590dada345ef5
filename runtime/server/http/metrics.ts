/**
 * `/metrics` for Prometheus: process figures, requests by route and status, and what the services count. Read from this machine,
 * or from elsewhere with a token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Rejection } from '../rejection.ts';
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

/** With a token set, everybody needs it; without one, a request must come from this machine, and not through a proxy on it. */
export function metricsAccess(token: string | null): RequestHandler {
  return (request, _response, next) => {
    const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (token === null ? isLocal(request) : given !== undefined && same(given, token)) return next();
    const message =
      token === null
        ? 'Metrics are read from the machine itself. To read them from elsewhere set POTIK_METRICS_TOKEN and send it as a Bearer token.'
        : 'Metrics are read with the token POTIK_METRICS_TOKEN as a Bearer token.';
    throw new Rejection({ status: 401, code: 'metrics_token', message });
  };
}

export function metricsHandler(services: Services): RequestHandler {
  return async (_request, response) => {
    statements.set(services.db.counters.statements);
    response.type(registry.contentType).send(await registry.metrics());
  };
}

// helpers //////////

function isLocal(request: Request): boolean {
  const forwarded = request.get('x-forwarded-for') ?? request.get('forwarded');
  return forwarded === undefined && LOOPBACK.has(request.socket.remoteAddress ?? '');
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Hashes first, so that neither length nor content shows in the time it takes. */
function same(given: string, token: string): boolean {
  const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one!, other!);
}
