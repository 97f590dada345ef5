/**
 * The parts of the statement that commits units of work (`units.ts`): for each table what is inserted, changed and deleted there, and
 * what must still be so for a unit to be written at all.
 */
import type { UnitRows } from './unit-rows.ts';

export interface Part {
  /** Stands in the prepared statement's name. */
  readonly letter: string;
  readonly rows: (unit: UnitRows) => readonly object[];
  readonly always?: boolean;
  /** Column list of the JSON rows. */
  readonly columns: string;
  /** Further conditions a unit must meet: a CTE `name(u)` of units that don't. */
  readonly refuses?: (source: string) => string;
  /** The write, given the source of rows `r` and the guard that its unit is fine. */
  readonly write?: string;
}

const PLACE = 'u int, instance uuid, key text, root uuid, chunk text, process uuid, element text';
const AT = (column: string) => `to_timestamp(${column} / 1000.0)`;

export const PARTS: readonly Part[] = [
  {
    letter: 'u',
    rows: (unit) => unit.updated,
    columns: 'u int, id uuid, revision int, process uuid, status text, ended_at float8, state jsonb',
    // The rows are locked in the order of their ids; what is locked by others or moved on is missing among them.
    refuses: (source) => `
  locked as materialized (
    select r.u, i.id from potik.instance i join ${source} r on i.id = r.id and i.revision = r.revision - 1
     order by i.id for update of i skip locked),
  refused_u as (select r.u from ${source} r where (r.u, r.id) not in (select u, id from locked))`,
    write: `update potik.instance i set revision = r.revision, process_id = r.process, status = r.status,
      ended_at = ${AT('r.ended_at')}, state = r.state from r where i.id = r.id and r.u = any(array(select u from fine))`,
  },
  {
    letter: 'g',
    rows: (unit) => unit.read,
    columns: 'u int, id uuid, revision int',
    refuses: (source) => `
  unchanged as materialized (
    select r.u, i.id from potik.instance i join ${source} r on i.id = r.id and i.revision = r.revision
     order by i.id for share of i skip locked),
  refused_g as (select r.u from ${source} r where (r.u, r.id) not in (select u, id from unchanged))`,
  },
  {
    letter: 'x',
    rows: (unit) => unit.consumed.map((id) => ({ id })),
    columns: 'u int, id bigint',
    refuses: (source) => `
  consumable as materialized (
    select o.id from potik.outbox o join ${source} r on o.id = r.id order by o.id for update of o skip locked),
  refused_x as (select r.u from ${source} r where r.id not in (select id from consumable))`,
    write: 'delete from potik.outbox o using r where o.id = r.id and r.u = any(array(select u from fine))',
  },
  {
    letter: 'c',
    rows: (unit) => unit.created,
    columns: `u int, id uuid, root uuid, caller uuid, caller_key text, process uuid, status text, business_key text,
      started_at float8, ended_at float8, entity text, record uuid, state jsonb`,
    write: `insert into potik.instance (id, root_id, caller_id, caller_key, process_id, revision, status, business_key,
      started_at, ended_at, entity, record_id, state)
      select r.id, r.root, r.caller, r.caller_key, r.process, 1, r.status, r.business_key, ${AT('r.started_at')},
      ${AT('r.ended_at')}, r.entity, r.record, r.state from r where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'h',
    always: true,
    rows: (unit) => unit.history,
    columns: 'u int, instance uuid, revision int, at float8, cause jsonb, events json',
    write: `insert into potik.history (instance_id, revision, at, cause, events)
      select r.instance, r.revision, ${AT('r.at')}, r.cause, r.events from r where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'k',
    rows: (unit) => unit.chunks.filter((chunk) => chunk.state !== null),
    columns: 'u int, instance uuid, id text, state jsonb',
    write: `insert into potik.chunk (instance_id, id, state)
      select r.instance, r.id, r.state from r where r.u = any(array(select u from fine))
      on conflict (instance_id, id) do update set state = excluded.state`,
  },
  {
    letter: 'K',
    rows: (unit) =>
      unit.chunks.filter((chunk) => chunk.state === null).map(({ instance, id }) => ({ instance, id })),
    columns: 'u int, instance uuid, id text',
    write: `delete from potik.chunk k using r where k.instance_id = r.instance and k.id = r.id and r.u = any(array(select u from fine))`,
  },
  {
    letter: 't',
    rows: (unit) => unit.tasks.inserted,
    columns: `${PLACE}, name text, description text, assignee text, owner text, delegation text, users text[], queue text,
      groups text[], due float8, follow_up float8, priority int, created float8`,
    write: `insert into potik.task (instance_id, key, root_id, chunk, process_id, element, name, description, assignee, owner,
      delegation, users, queue, groups, due_at, follow_up_at, priority, created_at)
      select r.instance, r.key, r.root, r.chunk, r.process, r.element, r.name, r.description, r.assignee, r.owner, r.delegation,
      r.users, r.queue, r.groups, ${AT('r.due')}, ${AT('r.follow_up')}, r.priority, ${AT('r.created')} from r
      where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'v',
    rows: (unit) => unit.tasks.updated,
    columns: 'u int, instance uuid, key text, set jsonb',
    write: updateOf('task', {
      name: 'text',
      description: 'text',
      assignee: 'text',
      owner: 'text',
      delegation: 'text',
      users: 'text[]',
      queue: 'text',
      groups: 'text[]',
      due_at: 'time',
      follow_up_at: 'time',
      priority: 'int',
      process_id: 'uuid',
      element: 'text',
    }),
  },
  {
    letter: 'T',
    rows: (unit) => unit.tasks.deleted,
    columns: 'u int, instance uuid, key text',
    write: deleteOf('task'),
  },
  {
    letter: 'j',
    rows: (unit) => unit.jobs.inserted,
    columns: `${PLACE}, kind text, due float8, topic text, input jsonb, retries int, priority int,
      locked_until float8, locked_by text`,
    write: `insert into potik.job (instance_id, key, root_id, chunk, process_id, element, kind, due_at, topic, input, retries, priority,
      locked_until, locked_by)
      select r.instance, r.key, r.root, r.chunk, r.process, r.element, r.kind, ${AT('r.due')}, r.topic, r.input, r.retries, r.priority,
      ${AT('r.locked_until')}, r.locked_by from r where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'i',
    rows: (unit) => unit.jobs.updated,
    columns: 'u int, instance uuid, key text, set jsonb',
    // A job that was changed is free again: whoever had it has answered.
    write: updateOf(
      'job',
      {
        // An asynchronous step becomes the work of its task under the same key.
        kind: 'text',
        due_at: 'time',
        retries: 'int',
        priority: 'int',
        topic: 'text',
        input: 'jsonb',
        process_id: 'uuid',
        element: 'text',
      },
      'locked_until = null, locked_by = null',
    ),
  },
  {
    letter: 'J',
    rows: (unit) => unit.jobs.deleted,
    columns: 'u int, instance uuid, key text',
    write: deleteOf('job'),
  },
  {
    letter: 's',
    rows: (unit) => unit.subscriptions.inserted,
    columns: `${PLACE}, kind text, name text, correlation text, records text[]`,
    write: `insert into potik.subscription (instance_id, key, root_id, chunk, process_id, element, kind, name, correlation, records)
      select r.instance, r.key, r.root, r.chunk, r.process, r.element, r.kind, r.name, r.correlation, r.records from r
      where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'r',
    rows: (unit) => unit.subscriptions.updated,
    columns: 'u int, instance uuid, key text, set jsonb',
    write: updateOf('subscription', {
      name: 'text',
      correlation: 'text',
      records: 'text[]',
      process_id: 'uuid',
      element: 'text',
    }),
  },
  {
    letter: 'S',
    rows: (unit) => unit.subscriptions.deleted,
    columns: 'u int, instance uuid, key text',
    write: deleteOf('subscription'),
  },
  {
    letter: 'n',
    rows: (unit) => unit.incidents.inserted,
    columns:
      'u int, instance uuid, key text, root uuid, process uuid, element text, code text, message text, created float8',
    write: `insert into potik.incident (instance_id, key, root_id, process_id, element, code, message, created_at)
      select r.instance, r.key, r.root, r.process, r.element, r.code, r.message, ${AT('r.created')} from r
      where r.u = any(array(select u from fine))`,
  },
  {
    letter: 'm',
    rows: (unit) => unit.incidents.updated,
    columns: 'u int, instance uuid, key text, set jsonb',
    write: updateOf('incident', { code: 'text', message: 'text', process_id: 'uuid', element: 'text' }),
  },
  {
    letter: 'N',
    rows: (unit) => unit.incidents.deleted,
    columns: 'u int, instance uuid, key text',
    write: deleteOf('incident'),
  },
  {
    letter: 'o',
    rows: (unit) => unit.outbox,
    columns: 'u int, topic text, payload jsonb, at float8',
    write: `insert into potik.outbox (topic, payload, created_at, due_at)
      select r.topic, r.payload, ${AT('r.at')}, ${AT('r.at')} from r where r.u = any(array(select u from fine))`,
  },
];

// helpers //////////

function deleteOf(table: string): string {
  return `delete from potik.${table} t using r where t.instance_id = r.instance and t.key = r.key and r.u = any(array(select u from fine))`;
}

type ColumnKind = 'text' | 'text[]' | 'int' | 'uuid' | 'jsonb' | 'time';

/** Sets the columns that `set` names, null included; the others stay. */
function updateOf(table: string, columns: Record<string, ColumnKind>, also = ''): string {
  const sets = Object.entries(columns).map(
    ([column, kind]) =>
      `${column} = case when r.set ? '${column}' then ${read(column, kind)} else t.${column} end`,
  );
  if (also) sets.push(also);
  return `update potik.${table} t set ${sets.join(', ')} from r
      where t.instance_id = r.instance and t.key = r.key and r.u = any(array(select u from fine))`;
}

function read(column: string, kind: ColumnKind): string {
  if (kind === 'time') return AT(`(r.set->>'${column}')::float8`);
  if (kind === 'jsonb') return `r.set->'${column}'`;
  if (kind === 'text[]') {
    return `case when jsonb_typeof(r.set->'${column}') = 'array' then array(select jsonb_array_elements_text(r.set->'${column}')) end`;
  }
  return kind === 'text' ? `r.set->>'${column}'` : `(r.set->>'${column}')::${kind}`;
}
