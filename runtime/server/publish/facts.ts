/** What the database says about a proposed change: rows, values that would be put aside or lost, what can be brought back. */
import { type Facts, type Moved, type MoveQuestions, type Proposal, wantedFacts } from '#metadata/plan.ts';
import type { Queryable } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';
import { tombstones } from '../store/publishing.ts';

/** Rows up to which a table is counted exactly. */
const COUNTED = 50_000;

export async function gatherFacts(db: Queryable, proposal: Proposal): Promise<Facts> {
  const aside = await tombstones(db);
  const wanted = wantedFacts(proposal, aside);
  const rows = await rowsOf(db, wanted.rows);
  const values = new Map<string, number>();
  const lost = new Map<string, number>();
  for (const { entity, field, table, column } of wanted.values)
    values.set(`${entity}.${field}`, await countWhere(db, table, `${identifier(column)} is not null`));
  const examples = new Map<string, readonly string[]>();
  for (const { entity, field, table, column, where } of wanted.lost) {
    const count = await countWhere(db, table, where);
    lost.set(`${entity}.${field}`, count);
    if (count > 0) examples.set(`${entity}.${field}`, await examplesOf(db, table, column, where));
  }
  const moved = new Map<string, Moved>();
  for (const question of wanted.moves)
    moved.set(`${question.entity}.${question.field}`, await movedOf(db, question));
  return {
    rows: (table) => rows.get(table) ?? 0,
    values: (entity, field) => values.get(`${entity}.${field}`) ?? null,
    lost: (entity, field) => lost.get(`${entity}.${field}`) ?? null,
    moved: (entity, field) => moved.get(`${entity}.${field}`) ?? null,
    examples: (entity, field) => examples.get(`${entity}.${field}`) ?? [],
    tombstones: aside,
  };
}

// helpers //////////

/** Values that would be lost, with how often they stand there: `Kyiv (12)`. */
async function examplesOf(db: Queryable, table: string, column: string, where: string): Promise<string[]> {
  const { rows } = await db.query<{ value: string; n: number }>(
    `select left(${identifier(column)}::text, 40) as value, count(*) as n from data.${identifier(table)}
      where ${where} group by 1 order by 2 desc, 1 limit 5`,
  );
  return rows.map(({ value, n }) => (Number(n) > 1 ? `${value} (${n})` : value));
}

async function movedOf(db: Queryable, { values, conflicts, homeless }: MoveQuestions): Promise<Moved> {
  const count = async (sql: string | null) =>
    sql ? Number((await db.query<{ n: number }>(sql)).rows[0]!.n) : 0;
  return { values: await count(values), conflicts: await count(conflicts), homeless: await count(homeless) };
}

async function rowsOf(db: Queryable, tables: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ name: string; n: number }>(
    `select c.relname as name, c.reltuples::float8 as n from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where s.nspname = 'data' and c.relkind = 'r' and c.relname = any($1)`,
    [tables],
  );
  const counts = new Map<string, number>();
  // The statistics of a table that was never analysed say -1.
  for (const { name, n } of rows)
    counts.set(name, n > COUNTED ? Math.round(n) : await countWhere(db, name, 'true'));
  return counts;
}

async function countWhere(db: Queryable, table: string, where: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from data.${identifier(table)} where ${where}`,
  );
  return rows[0]!.n;
}
