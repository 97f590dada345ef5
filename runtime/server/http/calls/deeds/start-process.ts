/** Starts an instance of a process. */
import type { StartProcessCall } from '../../../../api/calls.ts';
import { callDeed } from './call-deed.ts';

export const startProcess = callDeed<StartProcessCall>({
  schema: { file: 'calls', def: 'StartProcessCall' },
  status: 201,
  apart: true,
  run: ({ process, deed: _, name: __, ...input }, { services, principal }) =>
    services.catalogue.start(process, input, principal),
});
