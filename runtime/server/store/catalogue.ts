/**
 * What the two schemas of an installation hold, as PostgreSQL's catalogue tells it: tables with their columns, the statements
 * that make schema `data` again, the position of sequences, and a fingerprint of a table's rows.
 */
import type { Queryable } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';

export interface StoredTable {
  readonly schema: string;
  readonly name: string;
  /** Columns that are written; generated ones are not among them. */
  readonly columns: readonly string[];
}

/** Tables of both schemas without their partitions, whose rows are theirs. */
export async function storedTables(db: Queryable): Promise<StoredTable[]> {
  const { rows } = await db.query<StoredTable>(
    `select n.nspname as schema, c.relname as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname in ('potik', 'data') and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped
      group by 1, 2 order by 1 desc, 2`,
  );
  return rows;
}

/** The statements that make the tables of `data` again: `before` their rows are there, and `after`. */
export interface DataDefinition {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export async function dataDefinition(db: Queryable): Promise<DataDefinition> {
  const list = async (text: string) => (await db.query<{ sql: string }>(text)).rows.map(({ sql }) => sql);
  const functions = await list(
    `select pg_get_functiondef(p.oid) as sql from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'data' order by p.proname`,
  );
  const tables = await list(
    `select format('create table data.%I (%s)%s', c.relname, string_agg(
              format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
              || case when l.oid is not null and a.attcollation <> t.typcollation then format(' collate %I.%I', ln.nspname, l.collname) else '' end
              || case when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
                      when d.oid is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
              || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum),
              case when c.reloptions is not null then format(' with (%s)', array_to_string(c.reloptions, ', ')) else '' end) as sql
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       join pg_type t on t.oid = a.atttypid
       left join pg_collation l on l.oid = a.attcollation left join pg_namespace ln on ln.oid = l.collnamespace
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where n.nspname = 'data' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      group by c.oid, c.relname, c.reloptions order by c.relname`,
  );
  // Foreign keys last: they need the keys they point at.
  const constraints = await list(
    `select format('alter table data.%I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as sql
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'data' and k.contype in ('p', 'u', 'c', 'f', 'x')
      order by case k.contype when 'f' then 1 else 0 end, c.relname, k.conname`,
  );
  const indexes = await list(
    `select pg_get_indexdef(i.indexrelid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'data' and i.indisvalid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      order by c.relname`,
  );
  const triggers = await list(
    `select pg_get_triggerdef(g.oid) as sql from pg_trigger g join pg_class c on c.oid = g.tgrelid
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'data' and not g.tgisinternal order by c.relname, g.tgname`,
  );
  return { before: [...functions, ...tables], after: [...indexes, ...constraints, ...triggers] };
}

/** All rows of these tables go, within the caller's transaction. */
export async function emptyTables(tx: Queryable, tables: readonly StoredTable[]): Promise<void> {
  const names = tables.map(({ schema, name }) => `${identifier(schema)}.${identifier(name)}`);
  await tx.query(`truncate ${names.join(', ')}`);
}

/** Where the numbers that the database gives out have come to. */
export async function sequenceValues(db: Queryable): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.query<{ name: string; value: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
       from pg_sequences where schemaname in ('potik', 'data') and last_value is not null order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

export async function setSequence(db: Queryable, name: string, value: string): Promise<void> {
  await db.query('select setval($1::regclass, $2::bigint)', [name, value]);
}

export interface Fingerprint {
  readonly rows: number;
  /** Of all values of all rows, whatever their order. */
  readonly hash: string;
}

export async function fingerprint(
  db: Queryable,
  { schema, name, columns }: StoredTable,
): Promise<Fingerprint> {
  const row = columns.length > 0 ? `row(${columns.map(identifier).join(', ')})::text` : `''`;
  const { rows } = await db.query<{ rows: number; hash: string }>(
    `select count(*)::float8 as rows, coalesce(sum(hashtextextended(${row}, 0)::numeric), 0)::text as hash
       from ${identifier(schema)}.${identifier(name)}`,
  );
  return rows[0]!;
}

/** A server, or a command beside it, works with this database. */
export async function inUse(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ used: boolean }>(
    `select exists (select from pg_stat_activity where datname = current_database() and application_name = 'potik') as used`,
  );
  return rows[0]!.used;
}

/** No release was ever published here. */
export async function isEmpty(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ made: boolean }>(
    `select to_regclass('potik.release') is not null as made`,
  );
  if (!rows[0]!.made) return true;
  const { rows: releases } = await db.query<{ any: boolean }>(
    'select exists (select from potik.release) as any',
  );
  return !releases[0]!.any;
}

export async function newestMigration(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ newest: number }>('select max(number) as newest from potik.migration');
  return rows[0]!.newest;
}
