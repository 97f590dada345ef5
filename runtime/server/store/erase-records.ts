/** SQL that takes away everything that was kept of records which are erased for good, and files that nothing names any more. */
import type { Queryable } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';
import { CONTENT_LOCK, namedFiles } from './files.ts';

/** These records and all that were merged into them. */
export async function withMerged(db: Queryable, entity: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive merged as (
       select id from unnest($2::uuid[]) as i(id)
       union
       select m.record_id from potik.merged_record m join merged on m.into_id = merged.id where m.entity = $1)
     select id from merged`,
    [entity, ids],
  );
  return rows.map(({ id }) => id);
}

/** Tables whose rows belong to one record. */
const OWNED = [
  'change',
  'attachment',
  'note',
  'notice',
  'follower',
  'record_share',
  'external_id',
  'duplicate_check',
  'merged_record',
  'journal_record',
  'anonymised_record',
] as const;

/** History, notes, attachments, shares and whatever else belongs to the records. What calls of webhooks told of them goes too. */
export async function eraseBelongings(tx: Queryable, entity: string, ids: readonly string[]): Promise<void> {
  for (const table of OWNED)
    await tx.query(
      `delete from potik.${identifier(table)} where record_id = any($2::uuid[]) and entity = $1`,
      [entity, ids],
    );
  await tx.query(
    'delete from potik.duplicate_pair where entity = $1 and (one = any($2::uuid[]) or other = any($2::uuid[]))',
    [entity, ids],
  );
  await tx.query(
    `update potik.webhook_delivery set payload = jsonb_set(payload, '{values}', '{}')
      where subject = any($1) and payload ? 'values'`,
    [ids.map((id) => `${entity}:${id}`)],
  );
}

/** Files attached to these records, in any version. */
export async function attachedFiles(
  db: Queryable,
  entity: string,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct v.file_id as id from potik.attachment a join potik.attachment_version v on v.attachment_id = a.id
      where a.entity = $1 and a.record_id = any($2::uuid[])`,
    [entity, ids],
  );
  return rows.map(({ id }) => id);
}

/** Files that these fields name or named, by the records' history. */
export async function filesInHistory(
  db: Queryable,
  entity: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<string[]> {
  if (fields.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `select distinct value as id
       from potik.change c, unnest($3::text[]) as f(key), jsonb_array_elements_text(c.values -> f.key) as value
      where c.entity = $1 and c.record_id = any($2::uuid[]) and c.values ? f.key and value is not null`,
    [entity, ids, fields],
  );
  return rows.map(({ id }) => id);
}

/**
 * Removes those of these files that nothing names any more, and content that no file has.
 * @param namedSql statement for the files among $1 that fields of records name, rows of `id`; null: there are no such fields
 */
export async function eraseFiles(
  tx: Queryable,
  ids: readonly string[],
  namedSql: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('select pg_advisory_xact_lock($1)', [CONTENT_LOCK]);
  const held = await namedFiles(tx, ids, namedSql);
  await tx.query(
    `with gone as (
       delete from potik.file f where id = any($1::uuid[])
          and not exists (select from potik.attachment_version v where v.file_id = f.id)
          and not exists (select from potik.import i where i.file_id = f.id)
       returning id, hash)
     delete from potik.file_content c using gone g
      where c.hash = g.hash and not exists (
        select from potik.file f where f.hash = g.hash and f.id not in (select id from gone))`,
    [ids.filter((id) => !held.has(id))],
  );
}
