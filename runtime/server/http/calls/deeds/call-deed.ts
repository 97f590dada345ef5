/** What one kind of call of a set does. One file a kind beside this one; `table.ts` lists them. */
import type { SchemaName } from '../../../../api/endpoint.ts';
import type { Principal } from '../../../auth/principal.ts';
import type { Transaction } from '../../../db/database.ts';
import type { Services } from '../../services.ts';

export interface CallContext {
  readonly services: Services;
  readonly principal: Principal;
  /** The transaction of all calls, where they stand or fall together. */
  readonly transaction?: Transaction;
}

export interface CallDeed {
  readonly schema: SchemaName;
  /** HTTP status of its success. */
  readonly status: number;
  /** It commits by itself, so it can't be one of several that stand or fall together. */
  readonly apart: boolean;
  run(call: never, context: CallContext): Promise<object>;
}

/** `callDeed<CreateCall>({…})`: what comes in was checked against its schema. */
export function callDeed<Call>(
  deed: Omit<CallDeed, 'run'> & { run(call: Call, context: CallContext): Promise<object> },
): CallDeed {
  return Object.freeze(deed) as CallDeed;
}
