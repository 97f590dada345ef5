/** Creates or changes a record found by key fields or its id of elsewhere; a refusal is the call's. */
import type { UpsertCall } from '../../../../api/calls.ts';
import { invalid } from '../../../rejection.ts';
import { callDeed } from './call-deed.ts';

export const upsert = callDeed<UpsertCall>({
  schema: { file: 'calls', def: 'UpsertCall' },
  status: 200,
  apart: false,
  async run({ entity, match = {}, external, values }, { services, principal, transaction }) {
    const row = { values, ...(external !== undefined && { external }) };
    const { results } = await services.records.upsert(
      principal,
      entity,
      { match, rows: [row] },
      { ...(transaction && { transaction }) },
    );
    const { errors, ...result } = results[0]!;
    if (errors) throw invalid(errors);
    return result;
  },
});
