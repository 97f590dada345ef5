/** A unit of work of the engine as the rows that `store/units.ts` writes. Pure: names and shapes only. */
import { writeEvent } from '#engine/event-log.ts';
import type { Definition } from '#engine/process.ts';
import type { IncidentRow, JobRow, SubscriptionRow, TableChanges, TaskRow } from '#engine/rows.ts';
import type { InstanceChange, UnitDone } from '#engine/unit.ts';
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type * as store from '../store/unit-rows.ts';

export interface UnitFacts {
  readonly at: number;
  readonly cause: Cause | null;
  readonly consumed: readonly number[];
  readonly definition: (ref: string) => Definition | null | undefined;
  /** The one of its new jobs that the node which writes the unit goes on with at once. */
  readonly handed?: Handed | null;
}

export interface Handed {
  readonly job: JobRow;
  readonly node: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export function unitRows(
  unit: UnitDone,
  { at, cause, consumed, definition, handed }: UnitFacts,
): store.UnitRows {
  const { tasks, jobs, subscriptions, incidents } = unit.rows;
  return {
    created: unit.changes.filter((change) => change.isNew).map((change) => created(change, definition)),
    updated: unit.changes.filter((change) => !change.isNew).map(updated),
    read: unit.read,
    chunks: unit.changes.flatMap(chunks),
    tasks: changesOf(tasks, taskRow, TASK_COLUMNS),
    jobs: changesOf(jobs, (row) => jobRow(row, handed?.job === row ? handed : null), JOB_COLUMNS),
    subscriptions: changesOf(subscriptions, subscriptionRow, PLACE_COLUMNS),
    incidents: changesOf(incidents, incidentRow, PLACE_COLUMNS),
    history: unit.changes.map(({ instance, events }) => ({
      instance: instance.id,
      revision: instance.revision,
      at,
      cause: cause as Json,
      events: events.map(writeEvent) as unknown as Json,
    })),
    outbox: unit.effects.map((effect) => ({ topic: effect.type, payload: effect as unknown as Json, at })),
    consumed,
  };
}

// helpers //////////

function created({ instance }: InstanceChange, definition: UnitFacts['definition']): store.InstanceRow {
  const record = recordOf(instance, definition(instance.definition));
  return {
    id: instance.id,
    root: instance.root,
    caller: instance.caller?.instance,
    caller_key: instance.caller?.key,
    process: instance.definition,
    status: instance.status,
    business_key: instance.businessKey,
    started_at: instance.startedAt,
    ended_at: instance.endedAt,
    entity: record?.entity,
    record: record?.id,
    state: instance.chunks['0'] as unknown as Json,
  };
}

/** The record an instance is about: the first variable its process declares as a record. */
function recordOf(
  instance: InstanceChange['instance'],
  definition: Definition | null | undefined,
): { entity: string; id: string } | null {
  for (const { name, type } of definition?.process.context.variables ?? []) {
    if (type.kind !== 'record') continue;
    const value = instance.chunks['0']!.nodes['0']?.variables?.[name] as
      | { $record?: { entity: string; id: string } }
      | undefined;
    if (value?.$record) return value.$record;
  }
  return null;
}

function updated({ instance }: InstanceChange): store.InstanceUpdate {
  return {
    id: instance.id,
    revision: instance.revision,
    process: instance.definition,
    status: instance.status,
    ended_at: instance.endedAt,
    state: instance.chunks['0'] as unknown as Json,
  };
}

function chunks({ instance, written, deleted }: InstanceChange): store.ChunkRow[] {
  return [
    ...written
      .filter((id) => id !== '0')
      .map((id) => ({ instance: instance.id, id, state: instance.chunks[id] as unknown as Json })),
    ...deleted.map((id) => ({ instance: instance.id, id, state: null })),
  ];
}

// Written out, without spreads: these are the hottest objects of a commit, and V8 makes them several times faster so.

function taskRow(row: TaskRow): store.TaskRow {
  const { queue, groups } = queueOf(row.groups);
  return {
    instance: row.instance,
    key: row.key,
    root: row.root,
    chunk: row.chunk,
    process: row.definition,
    element: row.element,
    name: row.name,
    description: row.description,
    assignee: row.assignee,
    owner: row.owner,
    delegation: row.delegation,
    users: row.users?.length ? row.users : undefined,
    queue,
    groups,
    due: row.due,
    follow_up: row.followUp,
    priority: row.priority ?? 50,
    created: row.createdAt,
  };
}

/** The first group is the queue; all of them are kept only where there are several (see 0030-engine.sql). */
function queueOf(groups: readonly string[] | null | undefined) {
  return { queue: groups?.[0], groups: groups && groups.length > 1 ? groups : undefined };
}

function jobRow(row: JobRow, handed: Handed | null): store.JobRow {
  return {
    instance: row.instance,
    key: row.key,
    root: row.root,
    chunk: row.chunk,
    process: row.definition,
    element: row.element,
    kind: row.kind,
    due: row.due,
    topic: row.topic,
    input: (row.input ?? null) as Json,
    retries: row.retries,
    priority: row.priority,
    locked_until: handed?.until,
    locked_by: handed?.node,
  };
}

function subscriptionRow(row: SubscriptionRow): store.SubscriptionRow {
  return {
    instance: row.instance,
    key: row.key,
    root: row.root,
    chunk: row.chunk,
    process: row.definition,
    element: row.element,
    kind: row.kind,
    name: row.name,
    correlation: row.correlation,
    records: row.records?.length ? row.records : undefined,
  };
}

function incidentRow(row: IncidentRow): store.IncidentRow {
  return {
    instance: row.instance,
    key: row.key,
    root: row.root,
    process: row.definition,
    element: row.element,
    code: row.code,
    message: row.message,
    created: row.createdAt,
  };
}

/** Name of a row's property to the columns it sets. */
type Columns = Readonly<Record<string, (value: unknown) => Record<string, unknown>>>;

const same = (column: string) => (value: unknown) => ({ [column]: value ?? null });

const PLACE_COLUMNS: Columns = {
  element: same('element'),
  definition: same('process_id'),
  name: same('name'),
  correlation: same('correlation'),
  records: same('records'),
  code: same('code'),
  message: same('message'),
};

const TASK_COLUMNS: Columns = {
  element: same('element'),
  definition: same('process_id'),
  name: same('name'),
  description: same('description'),
  assignee: same('assignee'),
  owner: same('owner'),
  delegation: same('delegation'),
  users: same('users'),
  groups: (value) => {
    const { queue = null, groups = null } = queueOf(value as readonly string[] | null);
    return { queue, groups };
  },
  due: same('due_at'),
  followUp: same('follow_up_at'),
  priority: (value) => ({ priority: value ?? 50 }),
};

const JOB_COLUMNS: Columns = {
  kind: same('kind'),
  element: same('element'),
  definition: same('process_id'),
  due: same('due_at'),
  retries: same('retries'),
  priority: same('priority'),
  topic: same('topic'),
  input: same('input'),
};

function changesOf<Row, Stored>(
  { inserted, updated, deleted }: TableChanges<Row>,
  toStored: (row: Row) => Stored,
  columns: Columns,
): store.RowChange<Stored> {
  return { inserted: inserted.map(toStored), updated: updated.map((row) => setOf(row, columns)), deleted };
}

function setOf({ instance, key, set }: TableChanges<unknown>['updated'][number], columns: Columns) {
  return {
    instance,
    key,
    set: Object.assign({}, ...Object.entries(set).map(([name, value]) => columns[name]?.(value) ?? {})),
  };
}
