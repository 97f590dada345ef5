/** SQL that takes values of fields out of everything that was kept of a record, and counts what there is. */
import type { Queryable } from '../db/database.ts';

export interface Traces {
  readonly changes: number;
  readonly notes: number;
  readonly attachments: number;
  readonly externalIds: number;
  readonly instances: number;
}

export async function tracesOf(
  db: Queryable,
  entity: string,
  recordId: string,
  fields: readonly string[],
): Promise<Traces> {
  const { rows } = await db.query<Traces>(
    `select (select count(*)::int from potik.change where record_id = $1 and entity = $2 and values ?| $3) as changes,
            (select count(*)::int from potik.note where record_id = $1 and entity = $2) as notes,
            (select count(*)::int from potik.attachment where record_id = $1 and entity = $2) as attachments,
            (select count(*)::int from potik.external_id where record_id = $1 and entity = $2) as "externalIds",
            (select count(*)::int from (
               select id from potik.instance where record_id = $1 and entity = $2
               union all select id from potik.ended_instance where record_id = $1 and entity = $2) i) as instances`,
    [recordId, entity, fields],
  );
  return rows[0]!;
}

/** The values go, that there was a change stays. */
export async function eraseTraces(
  tx: Queryable,
  entity: string,
  recordId: string,
  fields: readonly string[],
): Promise<void> {
  await tx.query(
    `update potik.change set values = values || (
       select coalesce(jsonb_object_agg(k, '[null, null]'::jsonb), '{}') from jsonb_object_keys(values) k where k = any($3))
      where record_id = $1 and entity = $2 and values ?| $3`,
    [recordId, entity, fields],
  );
  await tx.query(
    `update potik.journal_record set before = before - $3::text[], after = after - $3::text[]
      where record_id = $1 and entity = $2`,
    [recordId, entity, fields],
  );
  await tx.query('delete from potik.external_id where record_id = $1 and entity = $2', [recordId, entity]);
  await tx.query(
    `update potik.webhook_delivery set payload = jsonb_set(payload, '{values}', (payload -> 'values') - $2::text[])
      where subject = $1 and payload ? 'values'`,
    [`${entity}:${recordId}`, fields],
  );
}

/** What was written about the record by hand, with what it said before it was changed. */
export async function eraseNotes(tx: Queryable, entity: string, recordId: string): Promise<void> {
  await tx.query(
    `delete from potik.note_text where note_id in (select id from potik.note where record_id = $1 and entity = $2)`,
    [recordId, entity],
  );
  await tx.query(`update potik.note set text = '…', mentions = '[]' where record_id = $1 and entity = $2`, [
    recordId,
    entity,
  ]);
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
