/** SQL that takes values of fields out of everything that was kept of a record, and counts what there is. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import { attachedFiles } from './erase-records.ts';

export interface Traces {
  readonly changes: number;
  readonly notes: number;
  readonly attachments: number;
  readonly externalIds: number;
}

export async function tracesOf(
  db: Queryable,
  entity: string,
  recordIds: readonly string[],
  fields: readonly string[],
): Promise<Traces> {
  const { rows } = await db.query<Traces>(
    `select (select count(*)::int from potik.change where record_id = any($1::uuid[]) and entity = $2 and values ?| $3) as changes,
            (select count(*)::int from potik.note where record_id = any($1::uuid[]) and entity = $2) as notes,
            (select count(*)::int from potik.attachment where record_id = any($1::uuid[]) and entity = $2) as attachments,
            (select count(*)::int from potik.external_id where record_id = any($1::uuid[]) and entity = $2) as "externalIds"`,
    [recordIds, entity, fields],
  );
  return rows[0]!;
}

/** What these fields of the records were in history and journals. */
export async function keptValues(
  db: Queryable,
  entity: string,
  recordIds: readonly string[],
  fields: readonly string[],
): Promise<Json[]> {
  const { rows } = await db.query<{ value: Json }>(
    `select distinct v.value from (
       select c.values -> f.key as value from potik.change c, unnest($3::text[]) as f(key)
        where c.record_id = any($2::uuid[]) and c.entity = $1
       union all
       select jsonb_build_array(j.before -> f.key, j.after -> f.key) from potik.journal_record j, unnest($3::text[]) as f(key)
        where j.record_id = any($2::uuid[]) and j.entity = $1) v where v.value is not null`,
    [entity, recordIds, fields],
  );
  return rows.map(({ value }) => value);
}

/** The values go, that there was a change stays. */
export async function eraseTraces(
  tx: Queryable,
  entity: string,
  recordIds: readonly string[],
  fields: readonly string[],
): Promise<void> {
  await tx.query(
    `update potik.change set values = values || (
       select coalesce(jsonb_object_agg(k, '[null, null]'::jsonb), '{}') from jsonb_object_keys(values) k where k = any($3))
      where record_id = any($1::uuid[]) and entity = $2 and values ?| $3`,
    [recordIds, entity, fields],
  );
  await tx.query(
    `update potik.journal_record set before = before - $3::text[], after = after - $3::text[]
      where record_id = any($1::uuid[]) and entity = $2`,
    [recordIds, entity, fields],
  );
  await tx.query(
    `with gone as (delete from potik.external_id where record_id = any($1::uuid[]) and entity = $2 returning external)
     delete from potik.merged_belonging b using gone where b.kind = 'external_id' and b.key = gone.external`,
    [recordIds, entity],
  );
  await tx.query(
    `update potik.webhook_delivery set payload = jsonb_set(payload, '{values}', (payload -> 'values') - $2::text[])
      where subject = any($1) and payload ? 'values'`,
    [recordIds.map((id) => `${entity}:${id}`), fields],
  );
}

/** What was written about the records by hand, with what it said before it was changed. */
export async function eraseNotes(tx: Queryable, entity: string, recordIds: readonly string[]): Promise<void> {
  await tx.query(
    `delete from potik.note_text where note_id in (select id from potik.note where record_id = any($1::uuid[]) and entity = $2)`,
    [recordIds, entity],
  );
  await tx.query(
    `update potik.note set text = '…', mentions = '[]' where record_id = any($1::uuid[]) and entity = $2`,
    [recordIds, entity],
  );
}

/** Files attached to the records, as far as these hold them; gives the files. */
export async function eraseAttachments(
  tx: Queryable,
  entity: string,
  recordIds: readonly string[],
): Promise<string[]> {
  const files = await attachedFiles(tx, entity, recordIds);
  await tx.query('delete from potik.attachment where record_id = any($1::uuid[]) and entity = $2', [
    recordIds,
    entity,
  ]);
  return files;
}

/** They are not anonymised again while nobody changes them. */
export async function noteAnonymised(
  tx: Queryable,
  entity: string,
  recordIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into potik.anonymised_record (entity, record_id, at) select $1, id, $3 from unnest($2::uuid[]) as i(id)
     on conflict (entity, record_id) do update set at = excluded.at`,
    [entity, recordIds, at],
  );
}
