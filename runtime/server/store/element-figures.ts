/** SQL of what elements did (by day, made by the projector) and of what stands at them now. */
import type { Queryable } from '../db/database.ts';

export interface FigureRow {
  /** Id of the process version. */
  readonly process: string;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  /** Empty for the process as a whole. */
  readonly element: string;
  readonly what: 'done' | 'cancelled' | 'incident';
  readonly bucket: number;
  readonly n: number;
  readonly totalMs: number;
}

export async function addFigures(tx: Queryable, rows: readonly FigureRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into potik.element_figure as f (process_id, day, element, what, bucket, n, total_ms)
     select process, day, element, what, bucket, n, "totalMs"
       from json_to_recordset($1::json) as r(process uuid, day date, element text, what text, bucket smallint, n bigint, "totalMs" bigint)
     on conflict (process_id, day, element, what, bucket)
     do update set n = f.n + excluded.n, total_ms = f.total_ms + excluded.total_ms`,
    [JSON.stringify(rows)],
  );
}

/** Summed over the days from `from` to `to`; bounded by elements and buckets, whatever happened in them. */
export async function figuresBetween(
  db: Queryable,
  processes: readonly string[],
  from: string,
  to: string,
): Promise<Omit<FigureRow, 'day'>[]> {
  const { rows } = await db.query<Omit<FigureRow, 'day'>>(
    `select process_id as process, element, what, bucket, sum(n)::float8 as n, sum(total_ms)::float8 as "totalMs"
       from potik.element_figure where process_id = any($1::uuid[]) and day between $2::date and $3::date
      group by process_id, element, what, bucket`,
    [processes, from, to],
  );
  return rows;
}

/** The same of processes as a whole. */
export async function endsBetween(
  db: Queryable,
  from: string,
  to: string,
): Promise<Omit<FigureRow, 'day'>[]> {
  const { rows } = await db.query<Omit<FigureRow, 'day'>>(
    `select process_id as process, element, what, bucket, sum(n)::float8 as n, sum(total_ms)::float8 as "totalMs"
       from potik.element_figure where element = '' and day between $1::date and $2::date
      group by process_id, element, what, bucket`,
    [from, to],
  );
  return rows;
}

export interface StandingCount {
  readonly element: string;
  readonly count: number;
}

/** What waits at each element, in at most `most` running instances. */
export async function waitingByElement(
  db: Queryable,
  processes: readonly string[],
  most: number,
): Promise<StandingCount[]> {
  const { rows } = await db.query<StandingCount>(
    `with i as materialized (
       select id from potik.instance where process_id = any($1::uuid[]) and ended_at is null limit $2)
     select element, count(*)::int as count from (
       select t.element from i join potik.task t on t.instance_id = i.id
       union all select j.element from i join potik.job j on j.instance_id = i.id
       union all select s.element from i join potik.subscription s on s.instance_id = i.id) w
      group by element`,
    [processes, most],
  );
  return rows;
}

/** Call activities that wait for what they called, in at most `most` running instances. */
export async function callsByElement(
  db: Queryable,
  processes: readonly string[],
  most: number,
): Promise<StandingCount[]> {
  const { rows } = await db.query<StandingCount>(
    `with i as materialized (
       select state from potik.instance where process_id = any($1::uuid[]) and ended_at is null limit $2)
     select w.value->>'element' as element, count(*)::int as count
       from i, jsonb_each(i.state->'waits') w where w.value->>'kind' = 'call' group by 1`,
    [processes, most],
  );
  return rows;
}

export interface IncidentGroupRow {
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** Open incidents by element and sentence, the most frequent first. */
export async function incidentGroups(
  db: Queryable,
  processes: readonly string[],
): Promise<IncidentGroupRow[]> {
  const { rows } = await db.query<IncidentGroupRow>(
    `select element, code, message, count(*)::int as count, min(created_at) as first, max(created_at) as last
       from potik.incident where process_id = any($1::uuid[])
      group by element, code, message order by count(*) desc, element limit 100`,
    [processes],
  );
  return rows;
}

/** Running instances and open incidents by process version. */
export async function countsByVersion(
  db: Queryable,
  key: string,
): Promise<
  { id: string; version: number; deployedAt: string; running: number; suspended: number; incidents: number }[]
> {
  const { rows } = await db.query<{
    id: string;
    version: number;
    deployedAt: string;
    running: number;
    suspended: number;
    incidents: number;
  }>(
    `select p.id, p.version, p.deployed_at as "deployedAt", coalesce(r.running, 0)::int as running,
            coalesce(r.suspended, 0)::int as suspended, coalesce(c.n, 0)::int as incidents
       from potik.process p
       left join lateral (select count(*) as running, count(*) filter (where status = 'suspended') as suspended
                            from potik.instance i where i.process_id = p.id and i.ended_at is null) r on true
       left join lateral (select count(*) as n from potik.incident n where n.process_id = p.id) c on true
      where p.key = $1 order by p.version desc`,
    [key],
  );
  return rows;
}

/** Key of the process by id of its versions. */
export async function keysOfVersions(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; key: string }>('select id, key from potik.process');
  return new Map(rows.map(({ id, key }) => [id, key]));
}
