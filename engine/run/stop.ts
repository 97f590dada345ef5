/**
 * How a unit of work ends before its time: thrown inside the engine, turned into a value at its doors. Everything done so far is
 * thrown away with it, for the committed state was never touched.
 */
import type { Load } from '../asks.ts';
import {
  type Failure,
  type FailureCode,
  failure,
  type Params,
  type Rejection,
  type RejectionCode,
  rejection,
} from '../failures.ts';
import type { Run } from './run.ts';

export type StopReason =
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'loads'; readonly loads: readonly Load[] };

export class Stop extends Error {
  override readonly name = 'Stop';
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** The command may not be carried out. */
export function reject(code: RejectionCode, params?: Params): never {
  throw new Stop({ kind: 'rejected', rejection: rejection(code, params) });
}

/** The model or its data is at fault, at this element. */
export function fail(run: Run, code: FailureCode, element: string, params?: Params): never {
  throw new Stop({ kind: 'failed', failure: failure(code, run.id, element, params) });
}

/** The world lacks these. */
export function load(loads: readonly Load[]): never {
  throw new Stop({ kind: 'loads', loads });
}
