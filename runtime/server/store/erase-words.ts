/**
 * SQL that takes words out of texts that stand beside records: variables and history of processes about them, notes, files that were
 * brought in, what was sent to others. What the texts are about stays; the words become “…”.
 */
import type { Queryable } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';

/** Call trees that are about one of these records, running and ended. */
export async function instancesAbout(db: Queryable, recordIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with roots as (select root_id from potik.instance where record_id = any($1::uuid[])
                    union select root_id from potik.ended_instance where record_id = any($1::uuid[]))
     select i.id from potik.instance i join roots using (root_id)
     union select e.id from potik.ended_instance e join roots using (root_id)`,
    [recordIds],
  );
  return rows.map(({ id }) => id);
}

/** Imports that are over and made or changed one of these records. */
export async function importsOf(
  db: Queryable,
  recordIds: readonly string[],
): Promise<{ id: string; fileId: string | null }[]> {
  const { rows } = await db.query<{ id: string; fileId: string | null }>(
    `select distinct i.id, i.file_id as "fileId" from potik.journal_record j join potik.import i on i.id = j.journal_id
      where j.record_id = any($1::uuid[]) and i.state in ('done', 'cancelled', 'failed', 'undone')`,
    [recordIds],
  );
  return rows;
}

/** Those of the words that the models of these instances use as names: they can't be told from them in their state. */
export async function namesInModels(
  db: Queryable,
  instances: readonly string[],
  words: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ word: string }>(
    `select distinct w.word from unnest($2::text[]) as w (word), potik.process p join potik.model m on m.hash = p.model_hash
      where p.id in (select process_id from potik.instance where id = any($1::uuid[])
                     union select process_id from potik.ended_instance where id = any($1::uuid[]))
        and strpos(m.xml, '"' || w.word || '"') > 0`,
    [instances, words],
  );
  return new Set(rows.map(({ word }) => word));
}

/** Columns in which the words may stand, by what the rows belong to. `events` keeps its type, which is not jsonb. */
const OF_INSTANCES = {
  chunk: ['state'],
  task: ['name', 'description'],
  task_draft: ['values'],
  job: ['input'],
  incident: ['message'],
  done_task: ['name'],
} as const;
const OF_RECORDS = {
  change: ['values'],
  journal_record: ['before', 'after', 'kept'],
  note: ['text'],
  notice: ['detail'],
} as const;

/** Running instances get a new revision: what a server remembers of them is read again. */
export async function eraseInInstances(
  tx: Queryable,
  instances: readonly string[],
  words: string,
  at: Date,
): Promise<void> {
  const values = [instances, words];
  for (const [table, columns] of Object.entries(OF_INSTANCES))
    await tx.query(
      `update potik.${identifier(table)} set ${sets(columns)} where instance_id = any($1::uuid[]) and ${any(columns)}`,
      values,
    );
  await tx.query(
    `update potik.history set events = potik.without_words(events::jsonb, $2)::json
      where instance_id = any($1::uuid[]) and events::text ~* $2`,
    values,
  );
  await tx.query(
    `update potik.ended_instance set ${sets(['variables', 'business_key'])}
      where id = any($1::uuid[]) and ${any(['variables', 'business_key'])}`,
    values,
  );
  await tx.query(
    `update potik.webhook_delivery set ${sets(['payload', 'attempts'])} where subject = any($1) and ${any(['payload', 'attempts'])}`,
    values,
  );
  await tx.query(
    `with now as (
       update potik.instance set ${sets(['state', 'business_key'])}, revision = revision + 1
        where id = any($1::uuid[]) and ended_at is null returning id, revision)
     insert into potik.history (instance_id, revision, at, cause, events)
     select id, revision, $3, '{"kind": "system", "what": "anonymised"}', '[]' from now`,
    [...values, at],
  );
  await tx.query(
    `update potik.instance set ${sets(['state', 'business_key'])} where id = any($1::uuid[]) and ended_at is not null`,
    values,
  );
}

/** In what stands beside the records; orders and answers that are kept for a while name them by their ids. */
export async function eraseBesideRecords(
  tx: Queryable,
  entity: string,
  recordIds: readonly string[],
  words: string,
): Promise<void> {
  for (const [table, columns] of Object.entries(OF_RECORDS))
    await tx.query(
      `update potik.${identifier(table)} set ${sets(columns, 3)} where record_id = any($2::uuid[]) and entity = $1 and ${any(columns, 3)}`,
      [entity, recordIds, words],
    );
  await tx.query(
    `update potik.note_text set text = potik.without_words(text, $3)
      where note_id in (select id from potik.note where record_id = any($2::uuid[]) and entity = $1)`,
    [entity, recordIds, words],
  );
  await tx.query(
    `update potik.webhook_delivery set ${sets(['payload', 'attempts'], 2)} where subject = any($1) and ${any(['payload', 'attempts'], 2)}`,
    [recordIds.map((id) => `${entity}:${id}`), words],
  );
  const mention = `${recordIds.join('|')}`;
  await tx.query(
    `update potik.outbox set payload = potik.without_words(payload, $2) where payload::text ~ $1 and payload::text ~* $2`,
    [mention, words],
  );
  await tx.query(
    `update potik.idempotency set reply = potik.without_words(reply, $2) where reply::text ~ $1 and reply::text ~* $2`,
    [mention, words],
  );
  await tx.query(`update potik.audit set detail = potik.without_words(detail, $1) where detail::text ~* $1`, [
    words,
  ]);
}

/** Examples and refused rows lose the words; the files themselves go, since nobody can tell which of their cells are whose. */
export async function eraseInImports(
  tx: Queryable,
  imports: readonly string[],
  words: string,
): Promise<void> {
  await tx.query('update potik.import set file_id = null where id = any($1::uuid[])', [imports]);
  await tx.query(
    `update potik.import set ${sets(['sheet', 'settings', 'file_name', 'error'])} where id = any($1::uuid[])`,
    [imports, words],
  );
  await tx.query(
    `update potik.import_failure set ${sets(['cells', 'problems'])} where import_id = any($1::uuid[]) and ${any(['cells', 'problems'])}`,
    [imports, words],
  );
}

// helpers //////////

function sets(columns: readonly string[], words = 2): string {
  return columns.map((column) => `"${column}" = potik.without_words("${column}", $${words})`).join(', ');
}

function any(columns: readonly string[], words = 2): string {
  return `(${columns.map((column) => `"${column}"::text ~* $${words}`).join(' or ')})`;
}
