/** Creates a record. */
import type { CreateCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const create = callDeed<CreateCall>({
  schema: { file: 'calls', def: 'CreateCall' },
  status: 201,
  apart: false,
  run: ({ entity, values }, { services, principal, transaction }) =>
    services.records.create(principal, entity, values, { ...(transaction && { transaction }) }),
});
