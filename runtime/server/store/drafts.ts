/** SQL of drafts and of the definitions they keep for themselves (tables of 0010-metadata.sql). */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface DraftChangeRow {
  readonly id: string;
  readonly change: Json;
  readonly summary: string;
  readonly at: string;
}

export interface DraftRow {
  readonly base: number;
  readonly changes: readonly DraftChangeRow[];
  readonly position: number;
  readonly revision: number;
  readonly savedAt: string;
}

const DRAFT = `base, changes, position, revision, saved_at as "savedAt"`;

export async function findDraft(db: Queryable, personId: string): Promise<DraftRow | null> {
  const { rows } = await db.query<DraftRow>(`select ${DRAFT} from potik.draft where person_id = $1`, [
    personId,
  ]);
  return rows[0] ?? null;
}

/** The draft for changing; an empty one is made where there is none, so that it can be locked. */
export async function lockDraft(tx: Queryable, personId: string, base: number, now: Date): Promise<DraftRow> {
  await tx.query(
    'insert into potik.draft (person_id, base, saved_at) values ($1, $2, $3) on conflict do nothing',
    [personId, base, now],
  );
  const { rows } = await tx.query<DraftRow>(
    `select ${DRAFT} from potik.draft where person_id = $1 for update`,
    [personId],
  );
  return rows[0]!;
}

export async function saveDraft(
  tx: Queryable,
  personId: string,
  draft: Omit<DraftRow, 'revision' | 'savedAt'> & { readonly savedAt: Date },
): Promise<void> {
  await tx.query(
    `update potik.draft set base = $2, changes = $3, position = $4, saved_at = $5, revision = revision + 1
      where person_id = $1`,
    [personId, draft.base, JSON.stringify(draft.changes), draft.position, draft.savedAt],
  );
}

export async function deleteDraft(db: Queryable, personId: string): Promise<void> {
  await db.query(
    `with gone as (delete from potik.draft where person_id = $1)
     delete from potik.draft_lock where person_id = $1`,
    [personId],
  );
}

/** Keeps the definitions for the person, no others any more; gives those that somebody else keeps, with the name. */
export async function keepDefinitions(
  tx: Queryable,
  personId: string,
  definitions: readonly string[],
): Promise<{ definition: string; name: string | null }[]> {
  await tx.query('delete from potik.draft_lock where person_id = $1 and definition <> all($2)', [
    personId,
    definitions,
  ]);
  await tx.query(
    `insert into potik.draft_lock (definition, person_id)
       select d, $1 from unnest($2::text[]) d order by d on conflict do nothing`,
    [personId, definitions],
  );
  const { rows } = await tx.query<{ definition: string; name: string | null }>(
    `select l.definition, u.name from potik.draft_lock l left join data."user" u on u.id = l.person_id
      where l.definition = any($2) and l.person_id <> $1 order by l.definition`,
    [personId, definitions],
  );
  return rows;
}
