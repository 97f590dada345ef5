/**
 * SQL of the one list of what is to be accounted for: log-ins, rights, keys, exports, imports, sharing and the like from potik.audit,
 * releases, and deletions from the change log. Latest first.
 */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly personId: string | null;
  readonly deed: string;
  readonly detail: Readonly<Record<string, Json>>;
}

export interface AuditFilter {
  readonly personId: string | null;
  /** Deeds, or beginnings of them that end with a dot. */
  readonly deeds: readonly string[] | null;
  /** Of the records it is about. */
  readonly entity: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  /** Instant and id of the last row known. */
  readonly after: readonly [at: string, id: string] | null;
  readonly limit: number;
}

/** Each source is asked for its own latest rows, by its index on time; the lists are merged afterwards. */
const SOURCES = [
  `select 'a' || lpad(id::text, 19, '0') as id, at, person_id, deed, detail from potik.audit`,
  `select 'r' || lpad(number::text, 19, '0') as id, at, person_id, 'release.published' as deed,
          jsonb_build_object('release', number, 'note', note) as detail from potik.release`,
  `select 'c' || id::text as id, at, person_id, 'record.deleted' as deed,
          jsonb_build_object('entity', entity, 'id', record_id, 'cause', cause) as detail
     from potik.change where kind = 'deleted'`,
];

export async function auditRows(db: Queryable, filter: AuditFilter): Promise<AuditRow[]> {
  const { personId, deeds, entity, from, until, after, limit } = filter;
  const parts = SOURCES.map(
    (source) => `(select * from (${source}) s
      where ($1::uuid is null or person_id = $1)
        and ($2::text[] is null or exists (
          select from unnest($2::text[]) d where deed = d or (right(d, 1) = '.' and starts_with(deed, d))))
        and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
        and ($5::timestamptz is null or (at, id) < ($5, $6))
        and ($8::text is null or detail->>'entity' = $8)
      order by at desc, id desc limit $7)`,
  );
  const { rows } = await db.query<AuditRow>(
    `select id, at, person_id as "personId", deed, detail from (${parts.join(' union all ')}) as whole
      order by at desc, id desc limit $7`,
    [personId, deeds, from, until, after?.[0] ?? null, after?.[1] ?? null, limit, entity],
  );
  return rows;
}

/** Deeds there are, for choosing among them. */
export async function auditDeeds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ deed: string }>(
    `with recursive known as (
       (select deed from potik.audit order by deed limit 1)
       union all
       select (select deed from potik.audit a where a.deed > known.deed order by deed limit 1) from known where deed is not null)
     select deed from known where deed is not null`,
  );
  return [...new Set([...rows.map(({ deed }) => deed), 'record.deleted', 'release.published'])].sort();
}
