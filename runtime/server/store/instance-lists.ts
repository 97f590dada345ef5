/** SQL of lists of instances: running ones from the engine's table, ended ones from the projector's. */
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
  /** Only instances about these records or of these processes (rights); null: no limit. */
  readonly processes: readonly string[] | null;
  readonly limit: number;
  /** Start time and id of the last one of the page before. */
  readonly after?: readonly [string, string];
}

const RUNNING = `select i.id, i.process_id, i.status, i.business_key, i.entity, i.record_id, i.started_at, i.ended_at, i.caller_id
  from potik.instance i`;
const ENDED = `select i.id, i.process_id, i.status, i.business_key, i.entity, i.record_id, i.started_at, i.ended_at, i.caller_id
  from potik.ended_instance i`;

/** Latest first. */
export async function listInstances(db: Queryable, filter: InstanceFilter): Promise<InstanceListRow[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const sources =
    filter.state === 'ended' ? [ENDED, RUNNING] : filter.state === 'all' ? [RUNNING, ENDED] : [RUNNING];
  const conditions = [...stateConditions(filter.state), ...narrowing(filter, bind)];
  const where = conditions.length ? ` where ${conditions.join(' and ')}` : '';
  const { rows } = await db.query<InstanceListRow>(
    `select l.id, p.key, p.name, p.version, l.status, l.business_key as "businessKey", l.entity, l.record_id as record,
            l.started_at as "startedAt", l.ended_at as "endedAt", l.caller_id as "callerId",
            (select count(*)::int from potik.incident n where n.instance_id = l.id) as incidents
       from (${sources.map((source) => `(${source}${where} order by i.started_at desc, i.id desc limit ${bind(filter.limit)})`).join(' union all ')}) l
       join potik.process p on p.id = l.process_id
      order by l.started_at desc, l.id desc limit ${bind(filter.limit)}`,
    values,
  );
  return rows;
}

export async function findInstanceRow(db: Queryable, id: string): Promise<InstanceListRow | null> {
  const { rows } = await db.query<InstanceListRow>(
    `select l.id, p.key, p.name, p.version, l.status, l.business_key as "businessKey", l.entity, l.record_id as record,
            l.started_at as "startedAt", l.ended_at as "endedAt", l.caller_id as "callerId",
            (select count(*)::int from potik.incident n where n.instance_id = l.id) as incidents
       from (${RUNNING} where i.id = $1 union all ${ENDED} where i.id = $1) l join potik.process p on p.id = l.process_id limit 1`,
    [id],
  );
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

type Bind = (value: unknown) => string;

function stateConditions(state: InstanceFilter['state']): string[] {
  if (state === 'running') return ['i.ended_at is null'];
  if (state === 'ended') return ['i.ended_at is not null'];
  if (state === 'suspended') return [`i.status = 'suspended'`];
  if (state === 'incident') return ['exists (select from potik.incident n where n.instance_id = i.id)'];
  return [];
}

function narrowing(filter: InstanceFilter, bind: Bind): string[] {
  const conditions: string[] = [];
  if (filter.process !== undefined) {
    const version = filter.version === undefined ? '' : ` and version = ${bind(filter.version)}`;
    conditions.push(
      `i.process_id in (select id from potik.process where key = ${bind(filter.process)}${version})`,
    );
  }
  if (filter.processes !== null) {
    conditions.push(
      `i.process_id in (select id from potik.process where key = any(${bind(filter.processes)}))`,
    );
  }
  if (filter.record !== undefined) conditions.push(`i.record_id = ${bind(filter.record)}`);
  if (filter.businessKey !== undefined) conditions.push(`i.business_key = ${bind(filter.businessKey)}`);
  if (filter.element !== undefined) {
    const element = bind(filter.element);
    conditions.push(
      `i.id in (select instance_id from potik.task where element = ${element} union all select instance_id from potik.job where element = ${element}
        union all select instance_id from potik.subscription where element = ${element})`,
    );
  }
  if (filter.startedBy !== undefined)
    conditions.push(
      `exists (select from potik.history h where h.instance_id = i.id and h.revision = 1
                and h.cause->>'kind' = 'person' and h.cause->>'id' = ${bind(filter.startedBy)})`,
    );
  if (filter.search !== undefined)
    conditions.push(`i.business_key ilike ${bind(`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`)}`);
  if (filter.after)
    conditions.push(
      `(i.started_at, i.id) < (${bind(filter.after[0])}::timestamptz, ${bind(filter.after[1])}::uuid)`,
    );
  return conditions;
}
