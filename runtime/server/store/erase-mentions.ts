/**
 * SQL that finds a person where nothing refers to them: in processes about something else, in comments on other records, in filters
 * people have saved. Looks through whole tables, so it is for requests, not for daily work.
 */
import type { Queryable } from '../db/database.ts';

/** Instances, running and ended, whose variables or tasks say one of the words. @param words an expression, as `expressionOf` makes it */
export async function instancesSaying(db: Queryable, words: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from potik.instance where state::text ~* $1 or business_key ~* $1
     union select instance_id from potik.chunk where state::text ~* $1
     union select instance_id from potik.task where name ~* $1 or description ~* $1
     union select instance_id from potik.done_task where name ~* $1
     union select id from potik.ended_instance where variables::text ~* $1 or business_key ~* $1`,
    [words],
  );
  return rows.map(({ id }) => id);
}

/** The words become “…” in saved views and in comments on any record; gives how many of each were changed. */
export async function eraseMentions(
  tx: Queryable,
  words: string,
): Promise<{ readonly views: number; readonly comments: number }> {
  const views = await tx.query(
    `update potik.saved_view set definition = potik.without_words(definition, $1), label = potik.without_words(label, $1)
      where definition::text ~* $1 or label ~* $1`,
    [words],
  );
  const comments = await tx.query(
    'update potik.note set text = potik.without_words(text, $1) where text ~* $1',
    [words],
  );
  await tx.query('update potik.note_text set text = potik.without_words(text, $1) where text ~* $1', [words]);
  return { views: views.rowCount, comments: comments.rowCount };
}
