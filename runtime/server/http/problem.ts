/**
 * Errors as RFC 9457 problem details. A rejection is told as it is; a bug is logged with its correlation id and tells
 * the caller nothing but that id.
 */
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { Rejection, type RejectionDetail } from '../rejection.ts';

export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const detail = rejectionOf(error);
    if (detail) {
      sendProblem(response, detail);
      return;
    }
    log.error(
      { err: error, correlationId: response.locals.correlationId, path: request.path },
      'unexpected error',
    );
    sendProblem(response, {
      status: 500,
      code: 'internal',
      message: `Something went wrong on our side. Look whether it was done before you try again, and tell your administrator the number ${response.locals.correlationId}.`,
    });
  };
}

export function sendProblem(
  response: Response,
  detail: Omit<RejectionDetail, 'status'> & { status: number },
): void {
  response
    .status(detail.status)
    .type('application/problem+json')
    .json({
      type: `urn:potik:problem:${detail.code}`,
      title: TITLES[detail.status] ?? 'Refused',
      status: detail.status,
      code: detail.code,
      detail: detail.message,
      params: detail.params ?? {},
      errors: detail.errors ?? [],
      correlationId: response.locals.correlationId,
      ...detail.extra,
    });
}

// helpers //////////

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported content',
  422: 'Not valid',
  423: 'Locked',
  428: 'Version needed',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
};

/** Our own rejections, and those of Express's body parsers, which carry a status and a type. */
function rejectionOf(error: unknown): RejectionDetail | null {
  if (error instanceof Rejection) return error.detail;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed')
    return { status: 400, code: 'not_json', message: 'The body is not well-formed JSON.' };
  if (type === 'entity.too.large')
    return { status: 413, code: 'too_large', message: 'The body is larger than 1 MB.' };
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return { status: 415, code: 'unsupported', message: 'The body must be UTF-8 JSON.' };
  }
  if (status === 400) return { status: 400, code: 'bad_request', message: 'The request could not be read.' };
  return null;
}
