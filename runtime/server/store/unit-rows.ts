/** Units of work as rows of the engine's tables: what `units.ts` writes. */
import type { Json } from '#metadata/value.ts';

/** One unit of work as rows. Times are milliseconds since the epoch. What a new row doesn't have is left out, not null: it is not sent. */
export interface UnitRows {
  readonly created: readonly InstanceRow[];
  readonly updated: readonly InstanceUpdate[];
  /** Instances by which the unit was decided; it is written only if they still have that revision. */
  readonly read: readonly { readonly id: string; readonly revision: number }[];
  readonly chunks: readonly ChunkRow[];
  readonly tasks: RowChange<TaskRow>;
  readonly jobs: RowChange<JobRow>;
  readonly subscriptions: RowChange<SubscriptionRow>;
  readonly incidents: RowChange<IncidentRow>;
  readonly history: readonly HistoryRow[];
  readonly outbox: readonly OutboxRow[];
  /** Rows of the outbox whose effect this unit is; it is written only if they are still there. */
  readonly consumed: readonly number[];
}

export interface RowChange<Row> {
  readonly inserted: readonly Row[];
  readonly updated: readonly {
    readonly instance: string;
    readonly key: string;
    readonly set: Readonly<Record<string, unknown>>;
  }[];
  readonly deleted: readonly { readonly instance: string; readonly key: string }[];
}

export interface InstanceRow {
  readonly id: string;
  readonly root: string;
  readonly caller?: string | undefined;
  readonly caller_key?: string | undefined;
  readonly process: string;
  readonly status: string;
  readonly business_key?: string | undefined;
  readonly started_at: number;
  readonly ended_at?: number | undefined;
  readonly entity?: string | undefined;
  readonly record?: string | undefined;
  readonly state: Json;
}

/** `revision` is the new one; the stored one must be one less. */
export interface InstanceUpdate {
  readonly id: string;
  readonly revision: number;
  readonly process: string;
  readonly status: string;
  readonly ended_at?: number | undefined;
  readonly state: Json;
}

/** `state` null deletes the chunk. */
export interface ChunkRow {
  readonly instance: string;
  readonly id: string;
  readonly state: Json;
}

interface Place {
  readonly instance: string;
  readonly key: string;
  readonly root: string;
  readonly chunk: string;
  readonly process: string;
  readonly element: string;
}

export interface TaskRow extends Place {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly assignee?: string | undefined;
  readonly owner?: string | undefined;
  readonly delegation?: string | undefined;
  readonly users?: readonly string[] | undefined;
  readonly queue?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly due?: number | undefined;
  readonly follow_up?: number | undefined;
  readonly priority: number;
  readonly created: number;
}

export interface JobRow extends Place {
  readonly kind: string;
  readonly due: number | null;
  readonly topic?: string | undefined;
  readonly input: Json;
  readonly retries: number;
  readonly priority: number;
  /** Set where the node that writes it goes on with it at once. */
  readonly locked_until?: number | undefined;
  readonly locked_by?: string | undefined;
}

export interface SubscriptionRow extends Place {
  readonly kind: string;
  readonly name: string;
  readonly correlation?: string | undefined;
  readonly records?: readonly string[] | undefined;
}

export interface IncidentRow extends Omit<Place, 'chunk'> {
  readonly code: string;
  readonly message: string;
  readonly created: number;
}

export interface HistoryRow {
  readonly instance: string;
  readonly revision: number;
  readonly at: number;
  readonly cause: Json;
  readonly events: Json;
}

export interface OutboxRow {
  readonly topic: string;
  readonly payload: Json;
  readonly at: number;
}
