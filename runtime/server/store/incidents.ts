/** SQL of the list of what stands still, over all processes. */
import type { Queryable } from '../db/database.ts';

export interface IncidentListRow {
  readonly instance: string;
  readonly key: string;
  readonly process: string;
  readonly version: number;
  readonly processName: string;
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly at: string;
  readonly businessKey: string | null;
  readonly entity: string | null;
  readonly record: string | null;
}

/** Time, instance and key of the last one of a page. */
export type IncidentPosition = readonly [at: string, instance: string, key: string];

export interface IncidentFilter {
  readonly process?: string;
  readonly element?: string;
  readonly code?: string;
  readonly limit: number;
  readonly after?: IncidentPosition;
}

/** Latest first. */
export async function listIncidents(
  db: Queryable,
  { process, element, code, limit, after }: IncidentFilter,
): Promise<IncidentListRow[]> {
  const { rows } = await db.query<IncidentListRow>(
    `select n.instance_id as instance, n.key, p.key as process, p.version, p.name as "processName", n.element, n.code, n.message,
            n.created_at as at, i.business_key as "businessKey", i.entity, potik.survivor(i.record_id) as record
       from potik.incident n join potik.process p on p.id = n.process_id join potik.instance i on i.id = n.instance_id
      where ($1::text is null or p.key = $1) and ($2::text is null or n.element = $2) and ($3::text is null or n.code = $3)
        and ($4::timestamptz is null or (n.created_at, n.instance_id, n.key) < ($4, $5::uuid, $6))
      order by n.created_at desc, n.instance_id desc, n.key desc limit $7`,
    [
      process ?? null,
      element ?? null,
      code ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
    ],
  );
  return rows;
}
