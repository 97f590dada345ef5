/** Where a text stands in the database: names of all tables with a row that holds it, in any column. */
import type { Queryable } from '../../runtime/server/db/database.ts';

/** @param but tables that don't count, such as `data."user"` */
export async function tablesWith(
  db: Queryable,
  text: string,
  but: readonly string[] = [],
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select table_schema || '."' || table_name || '"' as name from information_schema.tables
      where table_schema in ('data', 'potik') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of rows.filter((row) => !but.includes(row.name))) {
    const hits = await db.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [`%${text}%`]);
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
}
