/** SQL of a record's timeline: changes, notes, processes about it and their finished tasks, in one order. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export type TimelineSource = 'change' | 'note' | 'file' | 'process' | 'task';

export interface TimelineRow {
  readonly id: string;
  readonly at: string;
  readonly kind: 'created' | 'changed' | 'deleted' | 'restored' | 'note' | 'file' | 'process' | 'task';
  readonly personId: string | null;
  readonly cause: Readonly<Record<string, unknown>> | null;
  /** Of changes: `{"field": [before, after]}`. */
  readonly values: Readonly<Record<string, readonly [Json, Json]>> | null;
  readonly text: string | null;
  readonly note: NoteRow | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

export interface NoteRow {
  readonly stage: string | null;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly mentions: readonly {
    readonly entity: 'user' | 'team';
    readonly id: string;
    readonly name: string;
  }[];
  readonly replies: readonly {
    readonly id: string;
    readonly at: string;
    readonly personId: string | null;
    readonly text: string;
    readonly editedAt: string | null;
    readonly mentions: NoteRow['mentions'];
  }[];
}

export interface TimelineFilter {
  readonly entity: string;
  readonly recordId: string;
  readonly sources: readonly TimelineSource[];
  /** Keys of the processes that may be seen; null: all. */
  readonly processes: readonly string[] | null;
  /** Only notes written in this stage; null: all. */
  readonly stage: string | null;
  /** Time and id of the last one of the page before. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** A moment within JSON, as it stands on the wire. */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const INSTANCES = `(select id, process_id, status, started_at, ended_at from potik.instance where record_id = any(potik.with_merged($1, $2)) and entity = $1
  union all select id, process_id, status, started_at, ended_at from potik.ended_instance where record_id = any(potik.with_merged($1, $2)) and entity = $1)`;

const SELECTS: Readonly<Record<TimelineSource, string>> = {
  change: `select c.id::text as id, c.at, case c.kind when 'calculated' then 'changed' else c.kind end as kind, c.person_id as "personId",
      c.cause || case when c.kind = 'calculated' then '{"calculated": true}'::jsonb else '{}' end as cause, c.values, null::text as text, null::jsonb as note,
      case when c.record_id = $2 then jsonb_build_object('version', c.version) end as detail
    from potik.change c where c.record_id = any(potik.with_merged($1, $2)) and c.entity = $1`,
  note: `select n.id::text, n.at, 'note', n.person_id, null::jsonb, null::jsonb, case when n.deleted_at is null then n.text end,
      jsonb_build_object('stage', n.stage, 'editedAt', ${instant('n.edited_at')}, 'deleted', n.deleted_at is not null,
        'mentions', case when n.deleted_at is null then n.mentions else '[]' end, 'replies', coalesce(r.replies, '[]')), null::jsonb
    from potik.note n
    left join lateral (select jsonb_agg(jsonb_build_object('id', a.id, 'at', ${instant('a.at')}, 'personId', a.person_id, 'text', a.text,
        'editedAt', ${instant('a.edited_at')}, 'mentions', a.mentions) order by a.at, a.id) as replies
      from potik.note a where a.parent_id = n.id and a.deleted_at is null) r on true
    where n.record_id = any(potik.with_merged($1, $2)) and n.entity = $1 and n.parent_id is null
      and (n.deleted_at is null or r.replies is not null) and ($7::text is null or n.stage = $7)`,
  file: `select v.attachment_id || '.' || v.number, v.at, 'file', v.person_id, null::jsonb, null::jsonb, null::text, null::jsonb,
      jsonb_build_object('name', f.name, 'file', f.id, 'size', f.size, 'type', f.type, 'number', v.number)
    from potik.attachment a join potik.attachment_version v on v.attachment_id = a.id join potik.file f on f.id = v.file_id
    where a.entity = $1 and a.record_id = any(potik.with_merged($1, $2)) and a.deleted_at is null`,
  process: `select i.id::text, i.started_at, 'process', case when h.cause ->> 'kind' = 'person' then (h.cause ->> 'id')::uuid end,
      h.cause, null::jsonb, null::text, null::jsonb, jsonb_build_object('name', p.name, 'process', p.key, 'version', p.version, 'instance', i.id, 'status', i.status, 'endedAt', i.ended_at)
    from ${INSTANCES} i join potik.process p on p.id = i.process_id
    left join potik.history h on h.instance_id = i.id and h.revision = 1
    where ($3::text[] is null or p.key = any($3))`,
  task: `select d.instance_id || '.' || d.key, d.done_at, 'task', d.person_id, null::jsonb, null::jsonb, null::text, null::jsonb,
      jsonb_build_object('name', coalesce(d.name, d.element), 'element', d.element, 'process', p.key, 'version', p.version, 'instance', d.instance_id, 'outcome', d.outcome)
    from ${INSTANCES} i join potik.done_task d on d.instance_id = i.id and not d.cancelled join potik.process p on p.id = d.process_id
    where ($3::text[] is null or p.key = any($3))`,
};

/** Latest first. */
export async function timelineOf(db: Queryable, filter: TimelineFilter): Promise<TimelineRow[]> {
  const { entity, recordId, sources, processes, stage, after, limit } = filter;
  if (sources.length === 0) return [];
  const union = sources.map((source) => `(${SELECTS[source]})`).join(' union all ');
  const { rows } = await db.query<TimelineRow>(
    `select * from (${union}) t (id, at, kind, "personId", cause, values, text, note, detail)
      where $3::text[] is not distinct from $3 and $7::text is not distinct from $7 and ($4::timestamptz is null or (t.at, t.id collate "C") < ($4, $5))
      order by t.at desc, t.id collate "C" desc limit $6`,
    [entity, recordId, processes, after?.[0] ?? null, after?.[1] ?? null, limit, stage],
  );
  return rows;
}
