/** Moves a record to the recycle bin. */
import type { DeleteCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const deleteCall = callDeed<DeleteCall>({
  schema: { file: 'calls', def: 'DeleteCall' },
  status: 200,
  apart: false,
  async run({ entity, id, version = null }, { services, principal, transaction }) {
    await services.records.delete(principal, entity, id, { version, ...(transaction && { transaction }) });
    return { id };
  },
});
