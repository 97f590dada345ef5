/** SQL of notices: what people are told, and what they want to be told. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface NoticeRow {
  readonly id: string;
  readonly personId: string;
  readonly at: string;
  readonly kind: string;
  readonly entity: string | null;
  readonly recordId: string | null;
  readonly actorId: string | null;
  readonly noteId: string | null;
  readonly detail: Readonly<Record<string, Json>>;
  readonly readAt: string | null;
}

export async function insertNotices(
  tx: Queryable,
  notices: readonly Omit<NoticeRow, 'readAt'>[],
): Promise<void> {
  if (notices.length === 0) return;
  await tx.query(
    `insert into potik.notice (id, person_id, at, kind, entity, record_id, actor_id, note_id, detail)
     select n.id, n."personId", n.at, n.kind, n.entity, n."recordId", n."actorId", n."noteId", n.detail
       from jsonb_to_recordset($1::jsonb) as n (id uuid, "personId" uuid, at timestamptz, kind text, entity text,
            "recordId" uuid, "actorId" uuid, "noteId" uuid, detail jsonb)
      where n."noteId" is null or exists (select from potik.note o where o.id = n."noteId" and o.deleted_at is null)`,
    [JSON.stringify(notices)],
  );
}

export interface NoticePage {
  readonly personId: string;
  readonly unread: boolean;
  /** Time and id of the last one of the page before. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Latest first, with the text of the note. */
export async function noticesOf(
  db: Queryable,
  { personId, unread, after, limit }: NoticePage,
): Promise<(NoticeRow & { readonly text: string | null })[]> {
  const { rows } = await db.query<NoticeRow & { readonly text: string | null }>(
    {
      name: 'notices-of',
      text: `select n.id, n.person_id as "personId", n.at, n.kind, n.entity, n.record_id as "recordId", n.actor_id as "actorId",
             n.note_id as "noteId", n.detail, n.read_at as "readAt", left(o.text, 280) as text
        from potik.notice n left join potik.note o on o.id = n.note_id
       where n.person_id = $1 and (not $2 or n.read_at is null) and ($3::timestamptz is null or (n.at, n.id) < ($3, $4::uuid))
       order by n.at desc, n.id desc limit $5`,
    },
    [personId, unread, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows;
}

/** Counting ends at 100: nobody reads further. */
export async function countUnread(db: Queryable, personId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    {
      name: 'count-unread',
      text: `select count(*)::int as count
               from (select from potik.notice where person_id = $1 and read_at is null limit 100) n`,
    },
    [personId],
  );
  return rows[0]!.count;
}

/** @param ids null: all of the person */
export async function markNotices(
  db: Queryable,
  personId: string,
  ids: readonly string[] | null,
  readAt: Date | null,
): Promise<void> {
  await db.query(
    `update potik.notice set read_at = $3
      where person_id = $1 and ($2::uuid[] is null or id = any($2)) and (read_at is null) = ($3::timestamptz is not null)`,
    [personId, ids, readAt],
  );
}

/** Those that were read long ago. */
export async function deleteOldNotices(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from potik.notice where read_at < $1', [before]);
}

/** What the person has chosen, where they have. */
export async function noticeSettings(db: Queryable, personId: string): Promise<Json> {
  const { rows } = await db.query<{ settings: Json }>(
    `select value -> 'notices' as settings from potik.preference where person_id = $1`,
    [personId],
  );
  return rows[0]?.settings ?? null;
}

export async function setNoticeSettings(db: Queryable, personId: string, settings: Json): Promise<void> {
  await db.query(
    `insert into potik.preference (person_id, value) values ($1, jsonb_build_object('notices', $2::jsonb))
       on conflict (person_id) do update set value = potik.preference.value || excluded.value`,
    [personId, JSON.stringify(settings)],
  );
}
