/** SQL that moves what belongs to a record to the one it is merged into, and back (tables of 0071-merged-belongings.sql). */
import type { Queryable } from '../db/database.ts';

interface Belonging {
  readonly kind: string;
  readonly table: string;
  /** What tells its rows apart within the journal. */
  readonly key: string;
  /** There can be one of the same key a record: where the other record has one, that one stands and this one stays. */
  readonly once?: string;
}

const BELONGINGS: readonly Belonging[] = [
  { kind: 'note', table: 'potik.note', key: 'id' },
  { kind: 'attachment', table: 'potik.attachment', key: 'id' },
  { kind: 'notice', table: 'potik.notice', key: 'id' },
  { kind: 'external_id', table: 'potik.external_id', key: 'external' },
  { kind: 'follower', table: 'potik.follower', key: 'person_id', once: 'person_id' },
  { kind: 'share', table: 'potik.record_share', key: 'id', once: 'holder' },
];

export async function moveBelongings(
  tx: Queryable,
  entity: string,
  { record, into, journal }: { readonly record: string; readonly into: string; readonly journal: string },
): Promise<void> {
  for (const { kind, table, key, once } of BELONGINGS) {
    const alone = once
      ? `and not exists (select from ${table} o where o.entity = $1 and o.record_id = $3 and o.${once} = t.${once})`
      : '';
    await tx.query(
      `with moved as (update ${table} t set record_id = $3 where entity = $1 and record_id = $2 ${alone} returning ${key}::text as key)
       insert into potik.merged_belonging (journal_id, kind, key) select $4, '${kind}', key from moved`,
      [entity, record, into, journal],
    );
  }
}

/** The way back. What was taken away meanwhile stays so. */
export async function returnBelongings(
  tx: Queryable,
  entity: string,
  { record, into, journal }: { readonly record: string; readonly into: string; readonly journal: string },
): Promise<void> {
  for (const { kind, table, key } of BELONGINGS)
    await tx.query(
      `update ${table} t set record_id = $2 from potik.merged_belonging b
        where b.journal_id = $4 and b.kind = '${kind}' and b.key = t.${key}::text and t.entity = $1 and t.record_id = $3`,
      [entity, record, into, journal],
    );
  await tx.query('delete from potik.merged_belonging where journal_id = $1', [journal]);
}
