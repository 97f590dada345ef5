/** SQL of potik.import: files that people bring in, how far they have come, rows that were refused. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export type ImportState =
  | 'draft'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone';

export interface ImportRow {
  readonly id: string;
  readonly entity: string;
  readonly fileId: string | null;
  readonly fileName: string;
  readonly personId: string | null;
  readonly state: ImportState;
  readonly sheet: Json;
  readonly headerKey: string;
  readonly settings: Json;
  readonly total: number;
  readonly done: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly restored: number;
  readonly kept: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attempts: number;
}

export interface ImportFailureRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly {
    readonly column: string | null;
    readonly code: string;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly message: string;
  }[];
}

const IMPORT = `id, entity, file_id as "fileId", file_name as "fileName", person_id as "personId", state, sheet,
  header_key as "headerKey", settings, total, done, created, updated, skipped, failed, restored, kept, error,
  created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt", attempts`;

export async function insertImport(
  tx: Queryable,
  row: Pick<
    ImportRow,
    'id' | 'entity' | 'fileId' | 'fileName' | 'personId' | 'sheet' | 'headerKey' | 'total'
  > & {
    readonly at: Date;
  },
): Promise<ImportRow> {
  const { rows } = await tx.query<ImportRow>(
    `insert into potik.import (id, entity, file_id, file_name, person_id, state, sheet, header_key, total, created_at)
     values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9) returning ${IMPORT}`,
    [
      row.id,
      row.entity,
      row.fileId,
      row.fileName,
      row.personId,
      JSON.stringify(row.sheet),
      row.headerKey,
      row.total,
      row.at,
    ],
  );
  return rows[0]!;
}

export async function findImport(db: Queryable, id: string, lock = false): Promise<ImportRow | null> {
  const { rows } = await db.query<ImportRow>(
    `select ${IMPORT} from potik.import where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

/** @param personId null: of everybody */
export async function latestImports(
  db: Queryable,
  personId: string | null,
  limit: number,
): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select ${IMPORT} from potik.import
      where ($1::uuid is null or person_id = $1) and state <> 'draft' order by created_at desc limit $2`,
    [personId, limit],
  );
  return rows;
}

/** What was chosen for the last file with these columns: by this person, else by anybody. */
export async function settingsForHeader(
  db: Queryable,
  entity: string,
  headerKey: string,
  personId: string | null,
): Promise<Json> {
  const { rows } = await db.query<{ settings: Json }>(
    `select settings from potik.import where entity = $1 and header_key = $2 and settings is not null
      order by (person_id is not distinct from $3::uuid) desc, started_at desc nulls last limit 1`,
    [entity, headerKey, personId],
  );
  return rows[0]?.settings ?? null;
}

export async function updateImport(
  tx: Queryable,
  id: string,
  changed: Partial<
    Omit<ImportRow, 'id' | 'entity' | 'startedAt' | 'endedAt'> & {
      readonly startedAt: Date | null;
      readonly endedAt: Date | null;
      readonly lockedUntil: Date | null;
    }
  >,
): Promise<void> {
  const entries = Object.entries(changed);
  const sets = entries.map(([key], i) => `${COLUMNS[key]} = $${i + 2}`);
  await tx.query(`update potik.import set ${sets.join(', ')} where id = $1`, [
    id,
    ...entries.map(([key, value]) => (key === 'settings' ? JSON.stringify(value) : value)),
  ]);
}

const COLUMNS: Readonly<Record<string, string>> = {
  state: 'state',
  settings: 'settings',
  total: 'total',
  done: 'done',
  created: 'created',
  updated: 'updated',
  skipped: 'skipped',
  failed: 'failed',
  restored: 'restored',
  kept: 'kept',
  error: 'error',
  attempts: 'attempts',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  lockedUntil: 'locked_until',
};

/** The next import that waits for a worker, taken until a moment. */
export async function takeImport(db: Queryable, now: Date, until: Date): Promise<ImportRow | null> {
  const { rows } = await db.query<ImportRow>(
    `update potik.import set locked_until = $2, attempts = attempts + 1
      where id = (select id from potik.import
                   where state in ('checking', 'running', 'undoing') and (locked_until is null or locked_until < $1)
                   order by created_at limit 1 for update skip locked)
      returning ${IMPORT}`,
    [now, until],
  );
  return rows[0] ?? null;
}

export async function insertFailures(
  tx: Queryable,
  id: string,
  failures: readonly ImportFailureRow[],
): Promise<void> {
  await tx.query(
    `insert into potik.import_failure (import_id, line, cells, problems)
     select $1, r.line, r.cells, r.problems from jsonb_to_recordset($2::jsonb) as r(line int, cells jsonb, problems jsonb)
     on conflict (import_id, line) do nothing`,
    [id, JSON.stringify(failures)],
  );
}

export async function deleteFailures(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from potik.import_failure where import_id = $1', [id]);
}

/** Failures behind a line, in their order. */
export async function failuresOf(
  db: Queryable,
  id: string,
  after: number,
  limit: number,
): Promise<ImportFailureRow[]> {
  const { rows } = await db.query<ImportFailureRow>(
    `select line, cells, problems from potik.import_failure where import_id = $1 and line > $2 order by line limit $3`,
    [id, after, limit],
  );
  return rows;
}
