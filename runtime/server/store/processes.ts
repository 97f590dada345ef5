/** SQL of deployed processes and decisions and how processes begin (tables of 0030-engine.sql). */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface DeployedDecision {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string;
  readonly deploymentId: string;
  readonly xml: string;
  readonly modelHash: string;
}

export interface DeployedProcess extends DeployedDecision {
  readonly active: boolean;
}

const PROCESS = `p.id, p.key, p.version, p.version_tag as "versionTag", p.name, p.deployment_id as "deploymentId", p.active,
  m.xml, encode(p.model_hash, 'hex') as "modelHash"`;
const DECISION = `d.id, d.key, d.version, d.version_tag as "versionTag", d.name, d.deployment_id as "deploymentId",
  m.xml, encode(d.model_hash, 'hex') as "modelHash"`;

/** Which version is meant: the latest, a number, a tag, or the one that was live when a deployment was made. */
export type Which =
  | { readonly by: 'latest' }
  | { readonly by: 'version'; readonly version: number }
  | { readonly by: 'versionTag'; readonly tag: string }
  | { readonly by: 'deployment'; readonly deployment: string };

export async function processById(db: Queryable, id: string): Promise<DeployedProcess | null> {
  const { rows } = await db.query<DeployedProcess>(
    `select ${PROCESS} from potik.process p join potik.model m on m.hash = p.model_hash where p.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Null where there is none, or where a tag names several versions: then nobody can say which is meant. */
export async function findProcess(db: Queryable, key: string, which: Which): Promise<DeployedProcess | null> {
  const { rows } = await db.query<DeployedProcess>(
    `select ${PROCESS} from potik.process p join potik.model m on m.hash = p.model_hash
      where p.key = $1 and ${condition('p', which)} order by p.version desc limit 2`,
    [key, ...valuesOf(which)],
  );
  return theOne(rows, which);
}

/** The latest of a decision that was taken away is none. */
export async function findDecision(
  db: Queryable,
  key: string,
  which: Which,
): Promise<DeployedDecision | null> {
  const { rows } = await db.query<DeployedDecision>(
    `select ${DECISION} from potik.decision d join potik.model m on m.hash = d.model_hash
      where d.key = $1 and ${condition('d', which)} ${which.by === 'latest' ? 'and d.active' : ''}
      order by d.version desc limit 2`,
    [key, ...valuesOf(which)],
  );
  return theOne(rows, which);
}

/** The newest version there ever was, for the deployment that may bring it back. */
export async function newestDecision(db: Queryable, key: string): Promise<DeployedDecision | null> {
  const { rows } = await db.query<DeployedDecision>(
    `select ${DECISION} from potik.decision d join potik.model m on m.hash = d.model_hash
      where d.key = $1 order by d.version desc limit 1`,
    [key],
  );
  return rows[0] ?? null;
}

export interface ProcessSummary {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly active: boolean;
  readonly deployedAt: string;
}

/** The latest version of every process, by key. */
export async function latestProcesses(db: Queryable): Promise<ProcessSummary[]> {
  const { rows } = await db.query<ProcessSummary>(
    `select distinct on (key) id, key, version, name, active, deployed_at as "deployedAt" from potik.process order by key, version desc`,
  );
  return rows;
}

export async function versionsOf(db: Queryable, key: string): Promise<ProcessSummary[]> {
  const { rows } = await db.query<ProcessSummary>(
    `select id, key, version, name, active, deployed_at as "deployedAt" from potik.process where key = $1 order by version desc`,
    [key],
  );
  return rows;
}

export async function saveModel(db: Queryable, hash: Buffer, xml: string): Promise<void> {
  await db.query('insert into potik.model (hash, xml) values ($1, $2) on conflict do nothing', [hash, xml]);
}

export interface NewVersion {
  readonly id: string;
  readonly key: string;
  readonly versionTag: string | null;
  readonly name: string;
  readonly modelHash: Buffer;
  readonly deploymentId: string;
  readonly at: Date;
}

export interface NewProcess extends NewVersion {
  readonly by: string | null;
  /** Days that history of ended instances is kept. */
  readonly historyDays: number | null;
}

/** Adds the next version of the key. The caller holds the lock on deployments, so the number is free. */
export async function insertProcess(db: Queryable, row: NewProcess): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `insert into potik.process (id, key, version, version_tag, name, model_hash, deployment_id, deployed_at, deployed_by, history_days)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9 from potik.process where key = $2
     returning version`,
    [
      row.id,
      row.key,
      row.versionTag,
      row.name,
      row.modelHash,
      row.deploymentId,
      row.at,
      row.by,
      row.historyDays,
    ],
  );
  return rows[0]!.version;
}

export async function insertDecision(db: Queryable, row: NewVersion): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `insert into potik.decision (id, key, version, version_tag, name, model_hash, deployment_id, deployed_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7 from potik.decision where key = $2
     returning version`,
    [row.id, row.key, row.versionTag, row.name, row.modelHash, row.deploymentId, row.at],
  );
  return rows[0]!.version;
}

/** The drawing changed but nothing that runs: the version stays and shows the new picture. */
export async function redrawProcess(
  db: Queryable,
  id: string,
  modelHash: Buffer,
  name: string,
): Promise<void> {
  await db.query('update potik.process set model_hash = $2, name = $3 where id = $1', [id, modelHash, name]);
}

/** A decision that was taken away is back with it. */
export async function redrawDecision(
  db: Queryable,
  id: string,
  modelHash: Buffer,
  name: string,
): Promise<void> {
  await db.query('update potik.decision set model_hash = $2, name = $3, active = true where id = $1', [
    id,
    modelHash,
    name,
  ]);
}

/** Their definition was taken away: they start no more, by nothing. What runs goes on. */
export async function withdrawProcesses(db: Queryable, keys: readonly string[]): Promise<void> {
  await db.query(
    `with withdrawn as (update potik.process set active = false where key = any($1) and active returning id)
     delete from potik.start_trigger where process_id in (select id from withdrawn) and kind <> 'job'`,
    [keys],
  );
}

export async function withdrawDecisions(db: Queryable, keys: readonly string[]): Promise<void> {
  await db.query('update potik.decision set active = false where key = any($1) and active', [keys]);
}

export async function restoreProcess(db: Queryable, id: string): Promise<void> {
  await db.query('update potik.process set active = true where id = $1', [id]);
}

export interface StartTriggerRow {
  readonly processId: string;
  readonly element: string;
  readonly kind: 'message' | 'signal' | 'timer' | 'condition';
  readonly name: string;
  /** ISO 8601; only timers. */
  readonly dueAt: string | null;
  readonly repeat: number | null;
  readonly detail: Json;
}

const TRIGGER = `process_id as "processId", element, kind, name, due_at as "dueAt", repeat, detail`;

/** Puts the triggers of the new version in the place of those of all earlier ones. */
export async function replaceStartTriggers(
  db: Queryable,
  key: string,
  rows: readonly (Omit<StartTriggerRow, 'dueAt'> & { readonly due: number | null })[],
): Promise<void> {
  await db.query(
    `delete from potik.start_trigger t using potik.process p where p.id = t.process_id and p.key = $1 and t.kind <> 'job'`,
    [key],
  );
  for (const row of rows) {
    await db.query(
      `insert into potik.start_trigger (process_id, element, kind, name, due_at, repeat, detail)
       values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7)`,
      [row.processId, row.element, row.kind, row.name, row.due, row.repeat, JSON.stringify(row.detail)],
    );
  }
}

/** An instance to be started by a job of its own. */
export async function insertStartJob(
  db: Queryable,
  job: {
    readonly id: string;
    readonly processId: string;
    readonly element: string;
    readonly due: Date;
    readonly variables: Json;
  },
): Promise<void> {
  await db.query(
    `insert into potik.start_trigger (process_id, element, kind, name, due_at, detail) values ($1, $2, 'job', $3, $4, $5)`,
    [job.processId, job.element, job.id, job.due, JSON.stringify({ variables: job.variables })],
  );
}

export async function startTriggersNamed(
  db: Queryable,
  kind: 'message' | 'signal',
  name: string,
): Promise<StartTriggerRow[]> {
  const { rows } = await db.query<StartTriggerRow>(
    `select ${TRIGGER} from potik.start_trigger where kind = $1 and name = $2 order by process_id, element`,
    [kind, name],
  );
  return rows;
}

export async function conditionTriggers(db: Queryable): Promise<StartTriggerRow[]> {
  const { rows } = await db.query<StartTriggerRow>(
    `select ${TRIGGER} from potik.start_trigger where kind = 'condition' order by process_id, element`,
  );
  return rows;
}

// helpers //////////

function theOne<Row>(rows: readonly Row[], which: Which): Row | null {
  return which.by === 'versionTag' && rows.length > 1 ? null : (rows[0] ?? null);
}

function condition(alias: string, which: Which): string {
  if (which.by === 'version') return `${alias}.version = $2`;
  if (which.by === 'versionTag') return `${alias}.version_tag = $2`;
  // A deployment writes only what has changed; ids of deployments grow with time.
  if (which.by === 'deployment') return `${alias}.deployment_id <= $2`;
  return 'true';
}

function valuesOf(which: Which): unknown[] {
  if (which.by === 'version') return [which.version];
  if (which.by === 'versionTag') return [which.tag];
  if (which.by === 'deployment') return [which.deployment];
  return [];
}
