/**
 * Rows that may not be written, each with its reason. A deed on one record tells it as a rejection; a deed on many tells them
 * row by row and goes on with the others.
 */
import { type FailureCode, type Params, sentence, type ValueProblem } from '#metadata/failures.ts';
import { type InputError, Rejection, type RejectionDetail } from '../rejection.ts';

export interface RowProblem {
  /** Index of the row that came in; null where it can't be told. */
  readonly row: number | null;
  readonly status: RejectionDetail['status'];
  readonly error: InputError;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  readonly problems: readonly RowProblem[];
  constructor(problems: readonly RowProblem[]) {
    super(problems[0]?.error.message ?? 'Rows were refused.');
    this.problems = problems;
  }
}

export function rowProblem(
  row: number | null,
  path: string,
  code: FailureCode,
  params: Params,
  status: RowProblem['status'] = 422,
  extra?: RowProblem['extra'],
): RowProblem {
  return {
    row,
    status,
    error: { path, code, message: sentence(code, params), params },
    ...(extra && { extra }),
  };
}

/** A problem of a value, at its place in the row. */
export function valueProblem(row: number, path: string, problem: ValueProblem): RowProblem {
  const { path: below, code, message, params } = problem;
  const at = below === '' || below.startsWith('[') ? path + below : `${path}.${below}`;
  return { row, status: 422, error: { path: at, code, message, params } };
}

/** What is told of one record: the gravest kind of refusal, with all problems of that kind. */
export function rejectionOf(problems: readonly RowProblem[]): Rejection {
  const status = GRAVEST.find((candidate) => problems.some((problem) => problem.status === candidate)) ?? 422;
  const told = problems.filter((problem) => problem.status === status);
  const [first] = told;
  const message =
    told.length > 1 ? `${first!.error.message} And ${told.length - 1} more.` : first!.error.message;
  return new Rejection({
    status,
    code: status === 422 ? 'invalid' : first!.error.code,
    message,
    ...(first!.error.params && { params: first!.error.params }),
    errors: status === 404 ? [] : told.map(({ error }) => error),
    ...(first!.extra && { extra: first!.extra }),
  });
}

// helpers //////////

const GRAVEST: readonly RowProblem['status'][] = [404, 403, 410, 423, 409, 422];
