/** SQL of lists of instances: running ones from the engine's table, ended ones from the projector's. */
import { anywhere, type Builder, built, sql } from '../db/builder.ts';
import type { Queryable } from '../db/database.ts';

export interface InstanceListRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly status: 'active' | 'suspended' | 'completed' | 'cancelled';
  readonly incidents: number;
  readonly businessKey: string | null;
  readonly entity: string | null;
  readonly record: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly callerId: string | null;
}

export interface InstanceFilter {
  readonly state: 'running' | 'incident' | 'suspended' | 'ended' | 'all';
  readonly process?: string;
  readonly version?: number;
  readonly record?: string;
  readonly businessKey?: string;
  readonly element?: string;
  /** Id of the person who started it. */
  readonly startedBy?: string;
  readonly search?: string;
  /** Name of a process variable that has this value: JSON, or text as it stands. */
  readonly variable?: string;
  readonly value?: string;
  /** ISO 8601 instants, the first included. */
  readonly startedFrom?: string;
  readonly startedTo?: string;
  /** Only instances about these records or of these processes (rights); null: no limit. */
  readonly processes: readonly string[] | null;
  readonly limit: number;
  /** Start time and id of the last one of the page before. */
  readonly after?: readonly [string, string];
}

const RUNNING = 'potik.instance as i';
const ENDED = 'potik.ended_instance as i';

/** What a list shows of the instances `l`. */
const LISTED = `l.id, p.key, p.name, p.version, l.status, l.business_key as "businessKey", l.entity, potik.survivor(l.record_id) as record,
  l.started_at as "startedAt", l.ended_at as "endedAt", l.caller_id as "callerId",
  (select count(*)::int from potik.incident n where n.instance_id = l.id) as incidents`;

/** Latest first. */
export async function listInstances(db: Queryable, filter: InstanceFilter): Promise<InstanceListRow[]> {
  const sources = SOURCES[filter.state].map((source) => {
    const query = instancesOf(source).orderByRaw('i.started_at desc, i.id desc').limit(filter.limit);
    narrow(query, filter, source);
    return query;
  });
  const query = listed(sources).orderByRaw('l.started_at desc, l.id desc').limit(filter.limit);
  const { rows } = await db.query<InstanceListRow>(built(query));
  return rows;
}

export async function findInstanceRow(db: Queryable, id: string): Promise<InstanceListRow | null> {
  const sources = [RUNNING, ENDED].map((source) => instancesOf(source).where('i.id', id));
  const { rows } = await db.query<InstanceListRow>(built(listed(sources).limit(1)));
  return rows[0] ?? null;
}

export async function endedVariables(db: Queryable, id: string): Promise<Record<string, never> | null> {
  const { rows } = await db.query<{ variables: Record<string, never> }>(
    'select variables from potik.ended_instance where id = $1',
    [id],
  );
  return rows[0]?.variables ?? null;
}

/** Running instances and incidents by process key. */
export async function processCounts(
  db: Queryable,
): Promise<Map<string, { running: number; incidents: number }>> {
  const { rows } = await db.query<{ key: string; running: number; incidents: number }>(
    `select p.key, coalesce(sum(r.n), 0)::int as running, coalesce(sum(c.n), 0)::int as incidents
       from potik.process p
       left join (select process_id, count(*) as n from potik.instance where ended_at is null group by process_id) r on r.process_id = p.id
       left join (select process_id, count(*) as n from potik.incident group by process_id) c on c.process_id = p.id
      group by p.key`,
  );
  return new Map(rows.map(({ key, ...counts }) => [key, counts]));
}

export async function runningByVersion(db: Queryable, key: string): Promise<Map<number, number>> {
  const { rows } = await db.query<{ version: number; running: number }>(
    `select p.version, count(i.id)::int as running from potik.process p
       left join potik.instance i on i.process_id = p.id and i.ended_at is null where p.key = $1 group by p.version`,
    [key],
  );
  return new Map(rows.map(({ version, running }) => [version, running]));
}

// helpers //////////

/** An ended instance lies in the engine's table until the projector comes to it. */
const SOURCES: Readonly<Record<InstanceFilter['state'], readonly string[]>> = {
  running: [RUNNING],
  incident: [RUNNING],
  suspended: [RUNNING],
  ended: [ENDED, RUNNING],
  all: [RUNNING, ENDED],
};

const VARIABLES: Readonly<Record<string, string>> = {
  [RUNNING]: "(i.state #> '{nodes,0,variables}')",
  [ENDED]: 'i.variables',
};

/** What people type as a value: JSON as it is, and the text itself. */
function readingsOf(value: string): string[] {
  const text = JSON.stringify(value);
  try {
    return [JSON.stringify(JSON.parse(value)), text];
  } catch {
    return [text];
  }
}

function instancesOf(source: string): Builder {
  return sql(source).select(
    [
      'id',
      'process_id',
      'status',
      'business_key',
      'entity',
      'record_id',
      'started_at',
      'ended_at',
      'caller_id',
    ].map((column) => `i.${column}`),
  );
}

function listed(sources: readonly Builder[]): Builder {
  return sql(
    sql
      .queryBuilder()
      .unionAll([...sources], true)
      .as('l'),
  )
    .join('potik.process as p', 'p.id', 'l.process_id')
    .select(sql.raw(LISTED));
}

function narrow(instances: Builder, filter: InstanceFilter, source: string): void {
  const { state, process, version, processes, record, businessKey, element, startedBy, search, after } =
    filter;
  if (state === 'running') instances.whereNull('i.ended_at');
  if (state === 'ended') instances.whereNotNull('i.ended_at');
  if (state === 'suspended') instances.where('i.status', 'suspended');
  if (state === 'incident')
    instances.whereExists(sql('potik.incident as n').select(sql.raw('1')).whereRaw('n.instance_id = i.id'));
  if (process !== undefined)
    instances.whereIn(
      'i.process_id',
      sql('potik.process')
        .select('id')
        .where({ key: process, ...(version !== undefined && { version }) }),
    );
  if (processes !== null)
    instances.whereIn(
      'i.process_id',
      sql('potik.process')
        .select('id')
        .whereRaw('key = any(?)', [[...processes]]),
    );
  if (record !== undefined) instances.whereRaw('i.record_id = any(potik.merged_ids(?))', [record]);
  if (businessKey !== undefined) instances.where('i.business_key', businessKey);
  if (element !== undefined) {
    const [task, job, subscription] = ['task', 'job', 'subscription'].map((table) =>
      sql(`potik.${table}`).select('instance_id').where({ element }),
    );
    instances.whereIn('i.id', task!.unionAll([job!, subscription!]));
  }
  if (startedBy !== undefined)
    instances.whereExists(
      sql('potik.history as h')
        .select(sql.raw('1'))
        .whereRaw(
          `h.instance_id = i.id and h.revision = 1 and h.cause->>'kind' = 'person' and h.cause->>'id' = ?`,
          [startedBy],
        ),
    );
  if (search !== undefined) instances.whereILike('i.business_key', anywhere(search));
  const { variable, value, startedFrom, startedTo } = filter;
  if (variable !== undefined && value !== undefined)
    instances.whereRaw(`${VARIABLES[source]} -> ? = any(?::jsonb[])`, [variable, readingsOf(value)]);
  if (startedFrom !== undefined) instances.whereRaw('i.started_at >= ?::timestamptz', [startedFrom]);
  if (startedTo !== undefined) instances.whereRaw('i.started_at < ?::timestamptz', [startedTo]);
  if (after) instances.whereRaw('(i.started_at, i.id) < (?::timestamptz, ?::uuid)', [...after]);
}
