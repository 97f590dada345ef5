/**
 * The index rows of a unit of work: what is found and counted without opening instance state. Tasks, jobs, subscriptions,
 * incidents and call links follow from the events alone; the server turns these changes into arrays for its one SQL
 * statement. A row that a unit opens and closes again is never written.
 */
import type { Key, TaskAttributes, Variables } from './instance.ts';

/** What every row has: where it belongs. `(instance, key)` is unique within a kind of row. */
export interface RowPlace {
  readonly instance: string;
  readonly root: string;
  readonly key: Key;
  /** Key of the element instance it belongs to; for a task the same as `key`. */
  readonly node: Key;
  /** The chunk to load besides the root chunk before a command for it; `"0"` if none. */
  readonly chunk: Key;
  readonly element: string;
  /** Definition ref and process key. */
  readonly definition: string;
  readonly process: string;
}

export interface TaskRow extends RowPlace, TaskAttributes {
  readonly createdAt: number;
}

/** `timer` and `async` fire (`FireJob`); `service` runs a task type; `external` is fetched by workers. */
export type JobKind = 'timer' | 'async' | 'service' | 'external';

export interface JobRow extends RowPlace {
  readonly kind: JobKind;
  /** Milliseconds since the epoch; null for external tasks, which are due at once and not run by the server. */
  readonly due: number | null;
  /** Task type of a service, topic of an external task. */
  readonly topic?: string;
  /** Inputs of a service or external task. */
  readonly input?: Variables;
  readonly retries: number;
  readonly exclusive: boolean;
  readonly priority: number;
}

export interface SubscriptionRow extends RowPlace {
  readonly kind: 'message' | 'signal' | 'condition';
  /** Name of the message or signal; empty for a condition. */
  readonly name: string;
  readonly correlation?: string;
  /** For a condition: the records it reads, as `entity:id`. */
  readonly records?: readonly string[];
}

export interface IncidentRow extends RowPlace {
  readonly code: string;
  readonly message: string;
  readonly createdAt: number;
}

/** A running call: the activity `(instance, key)` waits for `called`. */
export interface CallRow extends RowPlace {
  readonly called: string;
}

export interface RowId {
  readonly instance: string;
  readonly key: Key;
}

export interface TableChanges<Row> {
  readonly inserted: readonly Row[];
  /** Only the columns that changed, by the names of the wait's attributes; null empties one. */
  readonly updated: readonly (RowId & {
    readonly set: { readonly [column in keyof Row]?: Row[column] | null };
  })[];
  readonly deleted: readonly RowId[];
}

export interface RowChanges {
  readonly tasks: TableChanges<TaskRow>;
  readonly jobs: TableChanges<JobRow>;
  readonly subscriptions: TableChanges<SubscriptionRow>;
  readonly incidents: TableChanges<IncidentRow>;
  readonly calls: TableChanges<CallRow>;
}
