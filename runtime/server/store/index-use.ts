/** SQL of how tables and indexes are used: PostgreSQL's statistics, and the filters people have saved. */
import type { Queryable } from '../db/database.ts';

export interface IndexUse {
  readonly table: string;
  /** Its first column. */
  readonly column: string;
  readonly scans: number;
  readonly bytes: number;
}

export async function indexUses(db: Queryable): Promise<IndexUse[]> {
  const { rows } = await db.query<IndexUse>(
    `select s.relname as "table", a.attname as "column", s.idx_scan::float8 as scans, pg_relation_size(s.indexrelid)::float8 as bytes
       from pg_stat_user_indexes s join pg_index x on x.indexrelid = s.indexrelid
       join pg_attribute a on a.attrelid = s.relid and a.attnum = x.indkey[0]
      where s.schemaname = 'data' and x.indisvalid and not x.indisprimary order by s.indexrelid`,
  );
  return rows;
}

/** About how many rows each table has. */
export async function tableRows(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ name: string; n: number }>(
    `select relname as name, reltuples::float8 as n from pg_class where relnamespace = 'data'::regnamespace and relkind = 'r'`,
  );
  return new Map(rows.map(({ name, n }) => [name, Math.round(n)]));
}

export async function savedFilters(
  db: Queryable,
): Promise<{ readonly entity: string; readonly where: unknown }[]> {
  const { rows } = await db.query<{ entity: string; where: unknown }>(
    `select entity, definition -> 'where' as "where" from potik.saved_view where jsonb_typeof(definition -> 'where') = 'object' limit 5000`,
  );
  return rows;
}
