/** SQL of potik.change: the history of records. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface NewChange {
  readonly id: string;
  readonly at: string;
  readonly entity: string;
  readonly recordId: string;
  readonly kind: string;
  readonly version: number;
  readonly personId: string | null;
  readonly cause: Json;
  /** `{"field": [before, after]}` */
  readonly values: Json;
}

export async function insertChanges(tx: Queryable, changes: readonly NewChange[]): Promise<void> {
  await tx.query(
    {
      name: 'insert-changes',
      text: `insert into potik.change (id, at, entity, record_id, kind, version, person_id, cause, values)
             select r.id, r.at, r.entity, r."recordId", r.kind, r.version, r."personId", r.cause, r.values
               from jsonb_to_recordset($1::jsonb) as r(id uuid, at timestamptz, entity text, "recordId" uuid, kind text,
                    version int, "personId" uuid, cause jsonb, values jsonb)`,
    },
    [JSON.stringify(changes)],
  );
}

/** Keys of the fields that were changed after a version. */
export async function fieldsChangedSince(
  db: Queryable,
  entity: string,
  recordId: string,
  version: number,
): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>(
    `select distinct k.key from potik.change c, jsonb_object_keys(c.values) as k(key)
      where c.record_id = $1 and c.entity = $2 and c.version > $3 and c.kind <> 'calculated' order by k.key`,
    [recordId, entity, version],
  );
  return rows.map(({ key }) => key);
}
