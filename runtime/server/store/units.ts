/**
 * The one statement that commits units of work (ARCHITECTURE §5): up to a hundred units of different instances go in as
 * JSON arrays, each unit is written whole or not at all, and the answer says which were. No unit waits for a lock: a row
 * that another transaction holds, or whose revision moved on, fails its unit only (DECISIONS 5).
 *
 * The statement is put together from the parts the units need; each combination is prepared once a connection.
 */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

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

/** Writes the units; says for each, in order, whether it was written. Throws only where nothing was written at all. */
export async function commitUnits(db: Queryable, units: readonly UnitRows[]): Promise<boolean[]> {
  const parts = PARTS.map((part) => ({
    part,
    rows: units.flatMap((unit, u) => part.rows(unit).map((row) => ofUnit(u, row))),
  }));
  const used = parts.filter(({ part, rows }) => part.always || rows.length > 0);
  const name = `commit-units-${used.map(({ part }) => part.letter).join('')}`;
  const text = statement(used.map(({ part }) => part));
  const values = [units.length, ...used.map(({ rows }) => `[${rows.join()}]`)];
  const { rows } = await db.query<{ u: number }>({ name, text, values });
  const written = new Array<boolean>(units.length).fill(false);
  for (const { u } of rows) written[u] = true;
  return written;
}

// helpers //////////

/** A row as JSON that says which unit it belongs to. Put before its text, since copying every row to add it costs more than the rest. */
function ofUnit(u: number, row: object): string {
  return `{"u":${u},${JSON.stringify(row).slice(1)}`;
}

interface Part {
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

const PARTS: readonly Part[] = [
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

const texts = new Map<string, string>();

function statement(parts: readonly Part[]): string {
  const name = parts.map((part) => part.letter).join('');
  let text = texts.get(name);
  if (text === undefined) {
    text = build(parts);
    texts.set(name, text);
  }
  return text;
}

function build(parts: readonly Part[]): string {
  const ctes: string[] = [];
  const refusals: string[] = [];
  parts.forEach((part, index) => {
    const source = `in_${part.letter}${part.letter === part.letter.toLowerCase() ? '' : '2'}`;
    ctes.push(
      `${source} as materialized (select * from json_to_recordset($${index + 2}::json) as x(${part.columns}))`,
    );
    if (part.refuses) {
      ctes.push(part.refuses(source).trim());
      refusals.push(`select u from refused_${part.letter}`);
    }
  });
  const refused = refusals.length ? ` where u not in (${refusals.join(' union all ')})` : '';
  ctes.push(`fine as materialized (select u from generate_series(0, $1::int - 1) as g(u)${refused})`);
  for (const part of parts) {
    const source = `in_${part.letter}${part.letter === part.letter.toLowerCase() ? '' : '2'}`;
    // `r` in a write names the rows of its part.
    if (part.write) ctes.push(`do_${source} as (${withSource(part.write, source)})`);
  }
  return `with ${ctes.join(',\n')}\nselect u from fine`;
}

function withSource(write: string, source: string): string {
  return write.replace(/\b(from|using) r\b/, `$1 ${source} r`);
}

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
