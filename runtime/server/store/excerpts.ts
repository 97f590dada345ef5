/** SQL that finds the place of words in texts that were read already. */
import type { Queryable } from '../db/database.ts';

export interface Excerpt {
  /** How well the text has the words; 0 where it has not. */
  readonly rank: number;
  /** Some words around the place; those found between the marks. */
  readonly text: string;
}

/** Never within a text: PostgreSQL keeps no such character. */
export const FOUND = { from: '\u0001', to: '\u0002' } as const;

/** One for each text, in their order. */
export async function excerptsOf(db: Queryable, words: string, texts: readonly string[]): Promise<Excerpt[]> {
  if (texts.length === 0) return [];
  const { rows } = await db.query<Excerpt>(
    `select case when v @@ q then ts_rank(v, q) else 0 end as rank,
            ts_headline('pg_catalog.russian', t, q, 'MaxWords=18, MinWords=6, MaxFragments=1, StartSel=' || $3 || ', StopSel=' || $4) as text
       from unnest($1::text[]) with ordinality as texts (t, n), potik.search_query($2) q, potik.search_vector(t) v
      order by n`,
    [texts, words, FOUND.from, FOUND.to],
  );
  return rows;
}
