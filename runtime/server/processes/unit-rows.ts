/** A unit of work of the engine as the rows that `store/units.ts` writes. Pure: names and shapes only. */
import { writeEvent } from '#engine/event-log.ts';
import type { Definition } from '#engine/process.ts';
import type { JobRow, SubscriptionRow, TableChanges, TaskRow } from '#engine/rows.ts';
import type { InstanceChange, UnitDone } from '#engine/unit.ts';
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type * as store from '../store/units.ts';

export interface UnitFacts {
  readonly at: number;
  readonly cause: Cause | null;
  readonly consumed: readonly number[];
  readonly definition: (ref: string) => Definition | null | undefined;
}

export function unitRows(unit: UnitDone, { at, cause, consumed, definition }: UnitFacts): store.UnitRows {
  const { tasks, jobs, subscriptions, incidents } = unit.rows;
  return {
    created: unit.changes.filter((change) => change.isNew).map((change) => created(change, definition)),
    updated: unit.changes.filter((change) => !change.isNew).map(updated),
    chunks: unit.changes.flatMap(chunks),
    tasks: { ...ids(tasks), inserted: tasks.inserted.map(taskRow), updated: sets(tasks, TASK_COLUMNS) },
    jobs: { ...ids(jobs), inserted: jobs.inserted.map(jobRow), updated: sets(jobs, JOB_COLUMNS) },
    subscriptions: {
      ...ids(subscriptions),
      inserted: subscriptions.inserted.map(subscriptionRow),
      updated: sets(subscriptions, PLACE_COLUMNS),
    },
    incidents: {
      ...ids(incidents),
      inserted: incidents.inserted.map((row) => ({
        ...place(row),
        code: row.code,
        message: row.message,
        created: row.createdAt,
      })),
      updated: sets(incidents, PLACE_COLUMNS),
    },
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
    caller: instance.caller?.instance ?? null,
    caller_key: instance.caller?.key ?? null,
    process: instance.definition,
    status: instance.status,
    business_key: instance.businessKey ?? null,
    started_at: instance.startedAt,
    ended_at: instance.endedAt ?? null,
    entity: record?.entity ?? null,
    record: record?.id ?? null,
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
    ended_at: instance.endedAt ?? null,
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

type Placed = Pick<TaskRow, 'instance' | 'key' | 'root' | 'chunk' | 'definition' | 'element'>;

function place({ instance, key, root, chunk, definition, element }: Placed) {
  return { instance, key, root, chunk, process: definition, element };
}

function taskRow(row: TaskRow): store.TaskRow {
  return {
    ...place(row),
    name: row.name ?? null,
    description: row.description ?? null,
    assignee: row.assignee ?? null,
    owner: row.owner ?? null,
    delegation: row.delegation ?? null,
    users: row.users?.length ? row.users : null,
    ...queueOf(row.groups),
    due: row.due ?? null,
    follow_up: row.followUp ?? null,
    priority: row.priority ?? 50,
    created: row.createdAt,
  };
}

/** The first group is the queue; all of them are kept only where there are several (see 0030-engine.sql). */
function queueOf(groups: readonly string[] | null | undefined): {
  queue: string | null;
  groups: readonly string[] | null;
} {
  return { queue: groups?.[0] ?? null, groups: groups && groups.length > 1 ? groups : null };
}

function jobRow(row: JobRow): store.JobRow {
  return {
    ...place(row),
    kind: row.kind,
    due: row.due,
    topic: row.topic ?? null,
    input: (row.input ?? null) as Json,
    retries: row.retries,
    priority: row.priority,
  };
}

function subscriptionRow(row: SubscriptionRow): store.SubscriptionRow {
  return {
    ...place(row),
    kind: row.kind,
    name: row.name,
    correlation: row.correlation ?? null,
    records: row.records?.length ? row.records : null,
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
  groups: (value) => queueOf(value as readonly string[] | null),
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

function ids<Row>({ deleted }: TableChanges<Row>): { deleted: TableChanges<Row>['deleted'] } {
  return { deleted };
}

function sets<Row>({ updated }: TableChanges<Row>, columns: Columns): store.RowChange<unknown>['updated'] {
  return updated.map(({ instance, key, set }) => ({
    instance,
    key,
    set: Object.assign({}, ...Object.entries(set).map(([name, value]) => columns[name]?.(value) ?? {})),
  }));
}
