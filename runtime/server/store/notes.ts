/** SQL of notes: what people write about records, and what it said before. */
import type { Queryable } from '../db/database.ts';

export interface NoteMention {
  readonly entity: 'user' | 'team';
  readonly id: string;
  /** As it stands in the text. */
  readonly name: string;
}

export interface Note {
  readonly id: string;
  readonly entity: string;
  readonly recordId: string;
  readonly parentId: string | null;
  readonly at: string;
  readonly personId: string | null;
  readonly text: string;
  readonly stage: string | null;
  readonly mentions: readonly NoteMention[];
}

export async function insertNote(db: Queryable, note: Note): Promise<void> {
  const { id, entity, recordId, parentId, at, personId, text, stage, mentions } = note;
  await db.query(
    `insert into potik.note (id, entity, record_id, parent_id, at, person_id, text, stage, mentions)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, entity, recordId, parentId, at, personId, text, stage, JSON.stringify(mentions)],
  );
}

/** Null where it is not there or was deleted. @param lock until the transaction ends */
export async function noteById(db: Queryable, id: string, lock = false): Promise<Note | null> {
  const { rows } = await db.query<Note>(
    `select id, entity, record_id as "recordId", parent_id as "parentId", at, person_id as "personId", text, stage, mentions
       from potik.note where id = $1 and deleted_at is null ${lock ? 'for update' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

/** Keeps what it said before. */
export async function changeNote(
  tx: Queryable,
  id: string,
  text: string,
  mentions: readonly NoteMention[],
  at: Date,
): Promise<void> {
  await tx.query(
    `with kept as (insert into potik.note_text (note_id, until, text) select id, $4, text from potik.note where id = $1
                   on conflict (note_id, until) do nothing)
     update potik.note set text = $2, mentions = $3, edited_at = $4 where id = $1`,
    [id, text, JSON.stringify(mentions), at],
  );
}

/** Its text leaves the timeline and is kept with the earlier ones; notices of it go. */
export async function removeNote(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query(
    `with kept as (insert into potik.note_text (note_id, until, text) select id, $2, text from potik.note where id = $1
                   on conflict (note_id, until) do nothing),
          told as (delete from potik.notice where note_id = $1)
     update potik.note set deleted_at = $2, text = '', mentions = '[]' where id = $1`,
    [id, at],
  );
}

/** What it said before it was changed, the latest first. */
export async function noteTexts(db: Queryable, id: string): Promise<{ text: string; until: string }[]> {
  const { rows } = await db.query<{ text: string; until: string }>(
    'select text, until from potik.note_text where note_id = $1 order by until desc limit 100',
    [id],
  );
  return rows;
}
