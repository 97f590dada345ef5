/** What tasks need of records; `main.ts` hands it in over the record pipeline. */
import type { Grant } from '#metadata/access.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Transaction } from '../db/database.ts';

export interface RecordId {
  readonly entity: string;
  readonly id: string;
}

export interface TaskRecords {
  /** The record that stands for this one: itself, or the one it was merged into. */
  living(record: RecordId): Promise<RecordId>;
  /** Titles by `entity:id`; of records the person may not see there is none. */
  titles(records: readonly RecordId[], principal: Principal): Promise<Map<string, string>>;
  /** Values of a record with the person's rights and the task's grant; null where it is gone or may not be seen. */
  read(
    record: RecordId,
    principal: Principal,
    grant: Grant,
  ): Promise<{ version: number; values: Readonly<Record<string, Json>> } | null>;
  /** Writes fields within the transaction that completes the task; throws the rejections of the record pipeline. */
  write(
    tx: Transaction,
    record: RecordId,
    change: { readonly version: number | null; readonly values: Readonly<Record<string, Json>> },
    principal: Principal,
    grant: Grant,
    cause: Cause,
    /** Somebody can answer: what the entity warns of is asked. */
    ask?: boolean,
  ): Promise<void>;
}
