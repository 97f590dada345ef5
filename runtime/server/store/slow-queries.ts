/** SQL of lists and figures that took long: sums by shape and day. */
import type { QueryShape } from '#metadata/query.ts';
import type { Queryable } from '../db/database.ts';

export interface SlowQueryRow {
  readonly day: string;
  readonly entity: string;
  readonly what: 'list' | 'figures';
  readonly shape: QueryShape;
  readonly count: number;
  readonly totalMs: number;
  readonly mostMs: number;
  readonly rows: number;
}

export async function addSlowQueries(db: Queryable, rows: readonly SlowQueryRow[]): Promise<void> {
  await db.query(
    `insert into potik.slow_query as s (day, entity, what, shape, n, total_ms, most_ms, rows)
     select day, entity, what, shape, "count", "totalMs", "mostMs", rows
       from jsonb_to_recordset($1::jsonb) as r(day date, entity text, what text, shape jsonb, "count" bigint, "totalMs" bigint, "mostMs" bigint, rows bigint)
      order by day, entity, what, shape
     on conflict (day, entity, what, shape) do update
       set n = s.n + excluded.n, total_ms = s.total_ms + excluded.total_ms,
           most_ms = greatest(s.most_ms, excluded.most_ms), rows = s.rows + excluded.rows`,
    [JSON.stringify(rows)],
  );
}

/** Of each shape that was slow at least `times` since the day; the costliest first. */
export async function slowQueriesSince(
  db: Queryable,
  day: string,
  times: number,
): Promise<Omit<SlowQueryRow, 'day'>[]> {
  const { rows } = await db.query<Omit<SlowQueryRow, 'day'>>(
    `select entity, what, shape, sum(n)::float8 as "count", sum(total_ms)::float8 as "totalMs",
            max(most_ms)::float8 as "mostMs", sum(rows)::float8 as rows
       from potik.slow_query where day >= $1::date
      group by entity, what, shape having sum(n) >= $2::int
      order by sum(total_ms) desc, entity, what, shape limit 1000`,
    [day, times],
  );
  return rows;
}

/** Forgets days before this one, and of each day all but the `most` costliest. */
export async function forgetSlowQueries(db: Queryable, day: string, most: number): Promise<void> {
  await db.query(
    `delete from potik.slow_query s using (
       select ctid, day, row_number() over (partition by day order by total_ms desc) as place from potik.slow_query) r
      where s.ctid = r.ctid and (r.day < $1::date or r.place > $2::int)`,
    [day, most],
  );
}
