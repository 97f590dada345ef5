/** Records as tasks and processes need them, over the record pipeline. */
import type { Json } from '#metadata/value.ts';
import type { Records } from '../records/records.ts';
import type { TaskRecords } from './task-records.ts';

export function taskRecordsOf(records: Records): TaskRecords {
  return {
    async living({ entity, id }) {
      return { entity, id: (await records.mergedInto(entity, id)) ?? id };
    },
    titles: (about, principal) => records.titles(principal, about),
    async read({ entity, id }, principal, grant) {
      const record = await records.find(principal, entity, id, { grants: [grant] });
      return (
        record && { version: record.version, values: record as unknown as Readonly<Record<string, Json>> }
      );
    },
    async write(transaction, { entity, id }, change, principal, grant, cause, ask = false) {
      await records.save(principal, entity, id, change, { transaction, grants: [grant], cause, ask });
    },
  };
}
