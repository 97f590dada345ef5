/**
 * A request that is refused: nothing has changed, and the person is told what, why and what to do. Deeds throw it, so that
 * an open transaction rolls back; `http/problem.ts` turns it into RFC 9457 problem details. Codes stand in `failures.ts`.
 */

/** One offending input: `path` as JSON Pointer-like dotted path (`lines[2].quantity`), for forms to mark the field. */
export interface InputError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** Names within the sentence, for a translation by code. */
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface RejectionDetail {
  /** HTTP status of the answer. */
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 423 | 428 | 429 | 503;
  readonly code: string;
  /** A sentence: what happened, to what, what to do next. */
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly InputError[];
  /** Further members of the problem document, e.g. `current` with the record as it stands now (409). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly detail: RejectionDetail;
  constructor(detail: RejectionDetail) {
    super(detail.message);
    this.detail = detail;
  }
}

/** "There is no such thing": also the answer where somebody may not know that it exists. */
export function notFound(what: string): Rejection {
  return new Rejection({
    status: 404,
    code: 'not_found',
    message: `There is no ${what}, or you may not see it.`,
  });
}

export function forbidden(message: string): Rejection {
  return new Rejection({ status: 403, code: 'forbidden', message });
}

export function invalid(
  errors: readonly InputError[],
  message = errors[0]?.message ?? 'The request is not valid.',
): Rejection {
  return new Rejection({ status: 422, code: 'invalid', message, errors });
}
