/** What PostgreSQL's catalogue says schema `data` holds, in the words of `metadata/ddl/shape.ts`, to compare the two. */
import type { Registry } from '#metadata/registry.ts';
import { shapeOf } from '../../metadata/ddl/shape.ts';
import type { Queryable } from '../../runtime/server/db/database.ts';

export interface PlainShape {
  readonly [table: string]: {
    readonly columns: Readonly<Record<string, string>>;
    readonly keys: Readonly<Record<string, string>>;
    readonly indexes: readonly string[];
  };
}

export function wantedShape(registry: Registry): PlainShape {
  const entries = [...shapeOf(registry).values()].map((table) => {
    const columns = [...table.columns.values()].map(({ name, sql, collation, notNull }) => [
      name,
      `${sql}${collation ? ` ${collation}` : ''}${notNull ? ' not null' : ''}`,
    ]);
    const keys = [...table.foreignKeys.values()].map(({ name, column, references, onDelete }) => [
      name,
      `${column} -> ${references.replaceAll('"', '')} ${onDelete}`,
    ]);
    const indexes = [...table.indexes.values()].map(
      ({ name, unique }) => `${name}${unique ? ' unique' : ''}`,
    );
    return [table.name, { columns: sorted(columns), keys: sorted(keys), indexes: indexes.sort() }];
  });
  return sorted(entries) as PlainShape;
}

/** Tables and columns put aside (`…__28`) are left out. */
export async function databaseShape(db: Queryable): Promise<PlainShape> {
  const { rows: columns } = await db.query<{
    table: string;
    name: string;
    sql: string;
    collation: string | null;
    notNull: boolean;
  }>(
    `select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as sql, a.attnotnull as "notNull",
            case when l.collname <> 'default' then l.collname end as collation
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_collation l on l.oid = a.attcollation
      where n.nspname = 'data' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
  );
  const { rows: keys } = await db.query<{
    table: string;
    name: string;
    column: string;
    target: string;
    action: string;
  }>(
    `select c.relname as "table", k.conname as name, a.attname as "column", tn.nspname || '.' || tc.relname as target, k.confdeltype as action
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
       join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
      where n.nspname = 'data' and k.contype = 'f'`,
  );
  const { rows: indexes } = await db.query<{ table: string; name: string; unique: boolean }>(
    `select t.relname as "table", i.relname as name, x.indisunique as unique
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = 'data' and not x.indisprimary and x.indisvalid`,
  );
  const aside = /__\d+$/;
  const tables = [...new Set(columns.map((row) => row.table))].filter((table) => !aside.test(table));
  const actions: Record<string, string> = { a: 'no action', n: 'set null', c: 'cascade' };
  const entries = tables.map((table) => [
    table,
    {
      columns: sorted(
        columns
          .filter((row) => row.table === table && !aside.test(row.name))
          .map((row) => [
            row.name,
            `${row.sql}${row.collation ? ` ${row.collation}` : ''}${row.notNull ? ' not null' : ''}`,
          ]),
      ),
      keys: sorted(
        keys
          .filter((row) => row.table === table)
          .map((row) => [
            row.name,
            `${row.column} -> ${row.target.replaceAll('"', '')} ${actions[row.action]}`,
          ]),
      ),
      indexes: indexes
        .filter((row) => row.table === table)
        .map(({ name, unique }) => `${name}${unique ? ' unique' : ''}`)
        .sort(),
    },
  ]);
  return sorted(entries) as PlainShape;
}

// helpers //////////

function sorted(entries: readonly (readonly unknown[])[]): Record<string, never> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))) as Record<
    string,
    never
  >;
}
