/** What PostgreSQL itself says of schema `data`, word for word: columns, keys, indexes, triggers, functions. What is put aside is left out. */
import type { Queryable } from '../../runtime/server/db/database.ts';

/** Lines in order, to compare an installation that was changed with one that was made at once. */
export async function catalogue(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `with tables as (select oid, relname from pg_class where relnamespace = 'data'::regnamespace and relkind = 'r' and relname !~ '__\\d+$')
     select line from (
       select format('column %s.%s %s %s %s %s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                     pg_get_expr(d.adbin, d.adrelid), l.collname) as line
         from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attname !~ '__\\d+$'
         left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum left join pg_collation l on l.oid = a.attcollation
       union all select format('key %s %s %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) from tables t join pg_constraint k on k.conrelid = t.oid
         where k.contype <> 'n'
       union all select format('index %s %s', x.indisvalid, pg_get_indexdef(x.indexrelid)) from tables t join pg_index x on x.indrelid = t.oid
       union all select format('trigger %s %s', t.relname, g.tgname) from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
       union all select format('function %s', proname) from pg_proc where pronamespace = 'data'::regnamespace) lines order by line collate "C"`,
  );
  return rows.map(({ line }) => line);
}
