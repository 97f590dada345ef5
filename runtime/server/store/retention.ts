/** SQL of runs of retention (tables of 0070-retention.sql). */
import type { Queryable } from '../db/database.ts';

export interface RunRow {
  readonly entity: string;
  readonly rule: string;
  readonly definition: string;
  readonly notedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly afterId: string | null;
  readonly done: number;
  readonly kept: number;
}

export interface KeptRow {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

const RUN = `entity, rule, definition, noted_at as "notedAt", started_at as "startedAt", ended_at as "endedAt",
  after_id as "afterId", done, kept`;

export async function runRows(db: Queryable): Promise<RunRow[]> {
  return (await db.query<RunRow>(`select ${RUN} from potik.retention_run order by entity, rule`)).rows;
}

/** Runs of these rules only; a rule that was not known, or reads otherwise now, is noted. */
export async function noteRules(
  tx: Queryable,
  rules: readonly { readonly entity: string; readonly rule: string; readonly definition: string }[],
  at: Date,
): Promise<void> {
  const known = JSON.stringify(rules);
  const of = 'jsonb_to_recordset($1::jsonb) as r(entity text, rule text, definition text)';
  await tx.query(
    `delete from potik.retention_run g where not exists
       (select from ${of} where r.entity = g.entity and r.rule = g.rule and r.definition = g.definition)`,
    [known],
  );
  await tx.query(
    `insert into potik.retention_run (entity, rule, definition, noted_at)
     select r.entity, r.rule, r.definition, $2 from ${of} on conflict do nothing`,
    [known, at],
  );
}

/** A run under way, or one that has not begun since `since`, held until the transaction ends; null where nothing is to be done. */
export async function takeRun(tx: Queryable, since: Date): Promise<RunRow | null> {
  const { rows } = await tx.query<RunRow>(
    `select ${RUN} from potik.retention_run
      where (started_at is not null and ended_at is null) or coalesce(started_at, noted_at) < $1
      order by (started_at is not null and ended_at is null) desc, entity, rule
      limit 1 for update skip locked`,
    [since],
  );
  return rows[0] ?? null;
}

/** The same for one rule, whenever it ran. */
export async function takeRunOf(tx: Queryable, entity: string, rule: string): Promise<RunRow | null> {
  const { rows } = await tx.query<RunRow>(
    `select ${RUN} from potik.retention_run where entity = $1 and rule = $2 for update`,
    [entity, rule],
  );
  return rows[0] ?? null;
}

export async function beginRun(
  tx: Queryable,
  { entity, rule }: Pick<RunRow, 'entity' | 'rule'>,
  at: Date,
): Promise<void> {
  await tx.query('delete from potik.retention_kept where entity = $1 and rule = $2', [entity, rule]);
  await tx.query(
    `update potik.retention_run set started_at = $3, ended_at = null, after_id = null, done = 0, kept = 0
      where entity = $1 and rule = $2`,
    [entity, rule, at],
  );
}

/** Records of which the reasons are kept; more are counted. */
const MOST_KEPT = 1000;

/** @param endedAt null: there is more */
export async function markPart(
  tx: Queryable,
  { entity, rule, kept: before }: Pick<RunRow, 'entity' | 'rule' | 'kept'>,
  part: { readonly last: string | null; readonly done: number; readonly kept: readonly KeptRow[] },
  endedAt: Date | null,
): Promise<void> {
  await tx.query(
    `update potik.retention_run set after_id = coalesce($3, after_id), done = done + $4, kept = kept + $5, ended_at = $6
      where entity = $1 and rule = $2`,
    [entity, rule, part.last, part.done, part.kept.length, endedAt],
  );
  const told = part.kept.slice(0, Math.max(0, MOST_KEPT - before));
  if (told.length > 0)
    await tx.query(
      `insert into potik.retention_kept (entity, rule, record_id, code, message)
       select $1, $2, k.id, k.code, k.message from jsonb_to_recordset($3::jsonb) as k(id uuid, code text, message text)`,
      [entity, rule, JSON.stringify(told)],
    );
}

export async function keptRows(
  db: Queryable,
  entity: string,
  rule: string,
  limit: number,
): Promise<KeptRow[]> {
  const { rows } = await db.query<KeptRow>(
    `select record_id as id, code, message from potik.retention_kept where entity = $1 and rule = $2
      order by record_id limit $3`,
    [entity, rule, limit],
  );
  return rows;
}

/** Those of these records that a running process is about or waits for. */
export async function recordsInProcesses(
  db: Queryable,
  entity: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct i.id from unnest($2::uuid[]) as i (id), unnest(potik.with_merged($1, i.id)) as a (id)
      where exists (select from potik.instance o where o.entity = $1 and o.record_id = a.id and o.ended_at is null)
         or exists (select from potik.subscription s where s.records @> array[$1 || ':' || a.id])`,
    [entity, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
