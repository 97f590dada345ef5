/** Brings a record back from the recycle bin. */
import type { RestoreCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const restore = callDeed<RestoreCall>({
  schema: { file: 'calls', def: 'RestoreCall' },
  status: 200,
  apart: false,
  run: ({ entity, id }, { services, principal, transaction }) =>
    services.records.restore(principal, entity, id, { ...(transaction && { transaction }) }),
});
