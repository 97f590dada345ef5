/** SQL of potik.journal: what deeds on many records changed, so that they can be taken back. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export type JournalKind = 'import' | 'bulk' | 'merge';

export interface JournalRow {
  readonly id: string;
  readonly kind: JournalKind;
  readonly entity: string;
  readonly personId: string | null;
  readonly at: string;
  readonly detail: Json;
  readonly undoneAt: string | null;
}

/** A record as a deed found and left it. */
export interface JournalRecord {
  readonly entity: string;
  readonly recordId: string;
  readonly kind: 'created' | 'changed' | 'deleted' | 'restored';
  readonly version: number;
  readonly before: Readonly<Record<string, Json>>;
  readonly after: Readonly<Record<string, Json>>;
}

/** Why a record, or a field of it, was left as it is. */
export interface Kept {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

export async function insertJournal(
  tx: Queryable,
  journal: Pick<JournalRow, 'id' | 'kind' | 'entity' | 'personId' | 'detail'> & { readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into potik.journal (id, kind, entity, person_id, at, detail) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing`,
    [journal.id, journal.kind, journal.entity, journal.personId, journal.at, JSON.stringify(journal.detail)],
  );
}

const JOURNAL = `id, kind, entity, person_id as "personId", at, detail, undone_at as "undoneAt"`;

/** Locked, so that a deed is taken back once. */
export async function lockJournal(tx: Queryable, id: string): Promise<JournalRow | null> {
  const { rows } = await tx.query<JournalRow>(
    `select ${JOURNAL} from potik.journal where id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

export async function findJournal(db: Queryable, id: string): Promise<JournalRow | null> {
  const { rows } = await db.query<JournalRow>(`select ${JOURNAL} from potik.journal where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function markUndone(tx: Queryable, id: string, at: Date, by: string | null): Promise<void> {
  await tx.query('update potik.journal set undone_at = $2, undone_by = $3 where id = $1', [id, at, by]);
}

/** A record that the same deed touches again keeps what it was before, and gets what it is now. */
export async function insertJournalRecords(
  tx: Queryable,
  journal: string,
  records: readonly JournalRecord[],
): Promise<void> {
  await tx.query(
    `insert into potik.journal_record as j (journal_id, entity, record_id, kind, version, before, after)
     select $1, r.entity, r."recordId", r.kind, r.version, r.before, r.after
       from jsonb_to_recordset($2::jsonb) as r(entity text, "recordId" uuid, kind text, version int, before jsonb, after jsonb)
     on conflict (journal_id, entity, record_id) do update
       set version = excluded.version, before = excluded.before || j.before, after = j.after || excluded.after,
           kind = case when j.kind = 'created' then j.kind else excluded.kind end`,
    [journal, JSON.stringify(records)],
  );
}

/** The next records to take back, the latest first; those of the entity `first` before all others. */
export async function openJournalRecords(
  tx: Queryable,
  journal: string,
  first: string | null,
  limit: number,
): Promise<JournalRecord[]> {
  const order = first === null ? 'seq desc' : '(entity = $3) desc, seq desc';
  const { rows } = await tx.query<JournalRecord>(
    `select entity, record_id as "recordId", kind, version, before, after from potik.journal_record
      where journal_id = $1 and not undone and kept is null order by ${order} limit $2`,
    first === null ? [journal, limit] : [journal, limit, first],
  );
  return rows;
}

export async function closeJournalRecords(
  tx: Queryable,
  journal: string,
  closed: readonly { readonly entity: string; readonly recordId: string; readonly kept: readonly Kept[] }[],
): Promise<void> {
  await tx.query(
    `update potik.journal_record j set undone = r.kept is null, kept = r.kept
       from jsonb_to_recordset($2::jsonb) as r(entity text, "recordId" uuid, kept jsonb)
      where j.journal_id = $1 and j.entity = r.entity and j.record_id = r."recordId"`,
    [
      journal,
      JSON.stringify(
        closed.map(({ kept, ...record }) => ({ ...record, kept: kept.length > 0 ? kept : null })),
      ),
    ],
  );
}

export async function keptJournalRecords(
  db: Queryable,
  journal: string,
  limit: number,
): Promise<{ entity: string; recordId: string; kept: readonly Kept[] }[]> {
  const { rows } = await db.query<{ entity: string; recordId: string; kept: readonly Kept[] }>(
    `select entity, record_id as "recordId", kept from potik.journal_record
      where journal_id = $1 and kept is not null order by seq desc limit $2`,
    [journal, limit],
  );
  return rows;
}
