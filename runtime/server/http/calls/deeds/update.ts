/** Changes a record. */
import type { UpdateCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const update = callDeed<UpdateCall>({
  schema: { file: 'calls', def: 'UpdateCall' },
  status: 200,
  apart: false,
  run: ({ entity, id, version = null, values }, { services, principal, transaction }) =>
    services.records.update(
      principal,
      entity,
      id,
      { version, values },
      { ...(transaction && { transaction }) },
    ),
});
